import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { Failure } from '../setup/failure.mjs';
import { inRoot } from '../setup/root.mjs';
import { PORT_SETTINGS, type PortSetting } from './port-settings.ts';

const DEFAULTS = { DATA_DIR: '.data', HOST: '127.0.0.1', DEMO_PASSWORD: 'Mangrove-Demo-2026', PAYSTACK_SECRET_KEY: 'sk_test_mangrove_sandbox' } as const;

export interface UpSettings {
  /** The environment of everything that is started: the process's own over `.env`, without what is set to nothing. */
  env: Readonly<Record<string, string>>;
  ports: Record<PortSetting, number>;
  /** Where databases, logs and `up.json` lie; absolute. */
  dataDir: string;
  host: string;
  demoPassword: string;
  paystackSecretKey: string;
  databaseUrl: string | undefined;
  /** Where another Paystack than the sandbox is used. */
  paystackBaseUrl: string | undefined;
  /** Where another mail server than the catcher is used. */
  smtpHost: string | undefined;
}

/** @throws Failure that names the setting, what was found and what is expected */
export function readUpSettings(environment: NodeJS.ProcessEnv = process.env): UpSettings {
  const file = inRoot('.env');
  const written = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const env = Object.fromEntries(
    Object.entries({ ...written, ...environment }).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
  if (env.NODE_ENV === 'production') {
    throw new Failure('NODE_ENV is "production", and `npm run up` is for development: it seeds demo logins and uses a sandbox. docs/how-to tells how to run in production.');
  }
  return {
    env,
    ports: Object.fromEntries(Object.entries(PORT_SETTINGS).map(([name, fallback]) => [name, portOf(name, env[name] ?? String(fallback))])) as Record<PortSetting, number>,
    dataDir: path.resolve(inRoot(), env.DATA_DIR ?? DEFAULTS.DATA_DIR),
    host: env.HOST ?? DEFAULTS.HOST,
    demoPassword: env.DEMO_PASSWORD ?? DEFAULTS.DEMO_PASSWORD,
    paystackSecretKey: env.PAYSTACK_SECRET_KEY ?? DEFAULTS.PAYSTACK_SECRET_KEY,
    databaseUrl: env.DATABASE_URL,
    paystackBaseUrl: env.PAYSTACK_BASE_URL,
    smtpHost: env.SMTP_HOST,
  };
}

function portOf(name: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 0 && port <= 65_535) return port;
  throw new Failure(`${name} is ${JSON.stringify(text)}; expected a port from 1 to 65535, or 0 for any free one.`);
}
