import { Client } from 'pg';
import { newId } from '#kernel';

/** Begins a new epoch of all logs: after a dump was restored into the cluster that it came from, which nobody can notice. */
async function main(): Promise<void> {
  const { DATABASE_URL: connectionString } = process.env;
  if (!connectionString) throw new Error('DATABASE_URL is not set.');
  const client = new Client({ connectionString, application_name: 'mangrove messaging' });
  await client.connect();
  try {
    const { rows } = await client.query<{ epoch: string }>('SELECT messaging_open_epoch($1, e.system_identifier, e.timeline, true) AS epoch FROM message_log_epoch e', [newId('ep')]);
    const [row] = rows;
    if (!row) throw new Error('There are no logs in this database yet.');
    console.log(`✓ The logs begin a new epoch, ${row.epoch}. Servers that run notice within REALTIME_SWEEP_MS and have their clients begin anew.`);
  } finally {
    await client.end();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
