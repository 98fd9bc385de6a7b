import { randomBytes } from 'node:crypto';
import { eventually } from '../support/eventually.ts';
import { startChild, type Child } from './children.ts';

export interface ChaosServer {
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  /** SIGKILL: no goodbye, no flush. */
  kill(): Promise<void>;
  /** Starts it again and waits until it says that it is ready. */
  start(): Promise<void>;
  isRunning(): boolean;
  isReady(): Promise<boolean>;
  /** How it ended. */
  ending(): string;
}

const secret = () => randomBytes(32).toString('base64');
/** Soon, because a run lasts minutes; the pauses then double. Nothing is given up during a run. */
const watch = { PAYMENT_FIRST_CHECK_SECONDS: '5', PAYMENT_GIVE_UP_SECONDS: '86400' };
const START_TIMEOUT_MS = 120_000;

/** One server as it runs in production, started by whoever starts it again when it dies. */
export function superviseServer({ port, databaseUrl, paystack }: { port: number; databaseUrl: string; paystack: { url: string; secretKey: string } }): ChaosServer {
  const url = `http://127.0.0.1:${port}`;
  const env = {
    NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: url, ENV_PATH: '/dev/null', STRAPI_TELEMETRY_DISABLED: 'true',
    DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn', APP_KEYS: `${secret()},${secret()}`, ADMIN_JWT_SECRET: secret(), JWT_SECRET: secret(), API_TOKEN_SALT: secret(),
    TRANSFER_TOKEN_SALT: secret(), ENCRYPTION_KEY: secret(), DATA_MASTER_KEY: secret(), AUDIT_KEY: secret(),
    PASSWORD_RESET_URL: 'https://app.example.com/reset-password', SMTP_HOST: '127.0.0.1', MAIL_FROM: 'Mangrove <no-reply@example.com>',
    ACCESS_TOKEN_SECONDS: '86400', REGISTER_LIMIT_PER_ADDRESS: '100000', PAYMENT_LIMIT_PER_USER: '1000000',
    PAYSTACK_BASE_URL: paystack.url, PAYSTACK_SECRET_KEY: paystack.secretKey, ...watch,
  };
  let child: Child | undefined;
  const isReady = async () => {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    await answer?.arrayBuffer();
    return answer?.ok === true;
  };
  return {
    url,
    env,
    isReady,
    isRunning: () => child?.isRunning() === true,
    ending: () => child?.ending() ?? 'never started',
    async kill() {
      child?.process.kill('SIGKILL');
      await child?.exited;
    },
    async start() {
      const started = startChild(['node_modules/@strapi/strapi/bin/strapi.js', 'start'], env);
      child = started;
      await eventually(async () => {
        if (!started.isRunning()) return 'gone' as const;
        return isReady();
      }, { timeoutMs: START_TIMEOUT_MS, intervalMs: 100 });
      if (!started.isRunning()) throw new Error(`The server did not start: ${started.ending()}`);
    },
  };
}
