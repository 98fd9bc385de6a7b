import { randomBytes } from 'node:crypto';
import { eventually } from '../support/eventually.ts';
import { commandOf, readFinalStage } from '../support/dockerfile.ts';
import { startChild, type Child } from './children.ts';

export interface ChaosServer {
  readonly url: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  /** SIGKILL: no goodbye, no flush. */
  kill(): Promise<void>;
  /** SIGTERM, as a new release begins; it finishes what is under way. @throws Error where it did not end well by itself */
  stop(): Promise<void>;
  /** Starts it again and waits until it says that it is ready. */
  start(): Promise<void>;
  isRunning(): boolean;
  isReady(): Promise<boolean>;
  /** How it ended. */
  ending(): string;
}

const secret = () => randomBytes(32).toString('base64');
const START_TIMEOUT_MS = 120_000;

/** What servers of one installation share: the database, the secrets, limits out of the way of a test on one machine. */
export const installation = (databaseUrl: string): Readonly<Record<string, string>> => ({
  NODE_ENV: 'production', HOST: '127.0.0.1', ENV_PATH: '/dev/null', STRAPI_TELEMETRY_DISABLED: 'true',
  DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn', APP_KEYS: `${secret()},${secret()}`, ADMIN_JWT_SECRET: secret(), JWT_SECRET: secret(), API_TOKEN_SALT: secret(),
  TRANSFER_TOKEN_SALT: secret(), ENCRYPTION_KEY: secret(), DATA_MASTER_KEY: secret(), AUDIT_KEY: secret(),
  KYC_MALWARE_SCAN: 'off',
  PASSWORD_RESET_URL: 'https://app.example.com/reset-password', SMTP_HOST: '127.0.0.1', MAIL_FROM: 'Mangrove <no-reply@example.com>',
  ACCESS_TOKEN_SECONDS: '86400', REGISTER_LIMIT_PER_ADDRESS: '100000',
});

/** One server with the command of the image, started by whoever starts it again when it dies. */
export function superviseServer(port: number, settings: Readonly<Record<string, string>>, logFile?: string): ChaosServer {
  const url = `http://127.0.0.1:${port}`;
  const env = { PUBLIC_URL: url, ...settings, PORT: String(port) };
  const [, ...command] = commandOf(readFinalStage('Dockerfile').instruction('CMD'));
  let child: Child | undefined;
  const isReady = async () => {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    await answer?.arrayBuffer();
    return answer?.ok === true;
  };
  return {
    url,
    port,
    env,
    isReady,
    isRunning: () => child?.isRunning() === true,
    ending: () => child?.ending() ?? 'never started',
    async kill() {
      child?.process.kill('SIGKILL');
      await child?.exited;
    },
    async stop() {
      child?.process.kill('SIGTERM');
      await child?.exited;
      if (child?.process.exitCode !== 0) throw new Error(`The server did not stop well: ${child?.ending()}`);
    },
    async start() {
      const started = startChild(command, env, { logFile });
      child = started;
      await eventually(async () => {
        if (!started.isRunning()) return 'gone' as const;
        return isReady();
      }, { timeoutMs: START_TIMEOUT_MS, intervalMs: 100 });
      if (!started.isRunning()) throw new Error(`The server did not start: ${started.ending()}`);
    },
  };
}
