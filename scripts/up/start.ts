import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { clearLeftovers } from '../postgres/leftovers.ts';
import { partsOf } from '../postgres/initialise.ts';
import { step } from '../setup/steps.mjs';
import { checkDatabase, postgresHome, startEmbedded } from './database.ts';
import { endLeftovers } from './leftovers.ts';
import { pathsIn, type DataPaths } from './paths.ts';
import { claimPorts } from './ports.ts';
import { reportOf, tableOf } from './report.ts';
import { sandboxParts, startSandbox, type SandboxAddresses } from './sandbox.ts';
import { startServer, type DatabaseInUse } from './server.ts';
import type { UpSettings } from './settings.ts';
import type { Stack } from './stack.ts';
import { writeAtomically } from './write-atomically.ts';

/** How long the server may finish what it is doing when everything is stopped. */
const DRAIN_SECONDS = '6';
/** Against the sandbox nobody wants to wait two minutes to see the janitor at work, or a day to see a payment given up. */
const IMPATIENT = { PAYMENT_FIRST_CHECK_SECONDS: '10', PAYMENT_GIVE_UP_SECONDS: '30' } as const;

/** Starts PostgreSQL, the stand-ins and the server, in this order, and says where they are. */
export async function startEverything(settings: UpSettings, paths: DataPaths, stack: Stack, startedMs: number): Promise<void> {
  openToAccounts(settings.dataDir);
  const home = settings.databaseUrl === undefined ? postgresHome(settings.dataDir) : undefined;
  await endLeftovers(paths.children);
  if (home !== undefined) await clearLeftovers(partsOf(home).data);
  const parts = sandboxParts(settings);
  const { PORT, SANDBOX_PORT, MAIL_SMTP_PORT, MAIL_HTTP_PORT, MAIL_INCOMING_PORT, POSTGRES_PORT } = settings.ports;
  const ports = await claimPorts(
    {
      PORT,
      ...(home !== undefined && { POSTGRES_PORT }),
      ...(parts.includes('paystack') && { SANDBOX_PORT }),
      ...(parts.includes('mail') && { MAIL_SMTP_PORT, MAIL_HTTP_PORT }),
      MAIL_INCOMING_PORT,
    },
    settings.host,
  );
  const url = `http://${['0.0.0.0', '::'].includes(settings.host) ? '127.0.0.1' : settings.host}:${ports.PORT}`;

  const database = await step('PostgreSQL', async (note): Promise<DatabaseInUse> => {
    if (home === undefined) {
      note(await checkDatabase(settings.databaseUrl ?? ''));
      return { url: settings.databaseUrl ?? '', where: 'the data folder of the PostgreSQL that DATABASE_URL leads to', said: () => '' };
    }
    const cluster = await startEmbedded(home, ports.POSTGRES_PORT ?? 0);
    stack.addCluster(cluster);
    note(home === paths.postgres ? `port ${cluster.port}` : `port ${cluster.port}; its data lie in ${home}, since ${settings.dataDir} is closed to the user it runs as`);
    return { url: cluster.databaseUrl, where: home, said: cluster.said };
  });

  const what = ['Mail', ...(parts.includes('paystack') ? ['Paystack sandbox'] : [])].join(' and ');
  const stands = await step(what, () => startSandbox(settings, ports, url, paths, (child) => stack.addChild(child)));

  let isReady = false;
  await step('Server', async (note) => {
    note('migrating, seeding, starting');
    const show = (line: string) => isReady && console.log(line);
    await startServer(url, serverEnvironment(settings, ports.PORT ?? 0, url, database.url, stands), paths, database, (child) => stack.addChild(child), show);
    note(url);
  });
  const report = reportOf(url, ports, { url: database.url, isEmbedded: home !== undefined }, stands, settings.demoPassword);
  writeAtomically(paths.upFile, `${JSON.stringify(report, null, 2)}\n`);
  console.log(tableOf(report, ((performance.now() - startedMs) / 1_000).toFixed(1)));
  isReady = true;
}

function serverEnvironment(settings: UpSettings, port: number, url: string, databaseUrl: string, { paystack, smtp }: SandboxAddresses): Record<string, string> {
  return {
    NODE_ENV: 'development',
    PUBLIC_URL: url,
    SEED_DEMO: 'true',
    DEMO_PASSWORD: settings.demoPassword,
    DRAIN_TIMEOUT_SECONDS: DRAIN_SECONDS,
    STRAPI_TELEMETRY_DISABLED: 'true',
    ...(paystack !== undefined && IMPATIENT),
    STORAGE_FOLDER: pathsIn(settings.dataDir).objects,
    ...settings.env,
    // It is in the environment already, where an empty value takes a setting out again.
    ENV_PATH: '/dev/null',
    HOST: settings.host,
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    ...(paystack !== undefined && { PAYSTACK_BASE_URL: paystack, PAYSTACK_SECRET_KEY: settings.paystackSecretKey }),
    ...(smtp !== undefined && { SMTP_HOST: smtp.host, SMTP_PORT: String(smtp.port) }),
  };
}

/** PostgreSQL may run as another user, who must be able to pass through the folder but not to look around in it. */
function openToAccounts(folder: string) {
  mkdirSync(folder, { recursive: true });
  const { mode, uid } = statSync(folder);
  if (uid === process.getuid?.()) chmodSync(folder, mode | 0o011);
}
