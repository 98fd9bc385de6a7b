import { Client } from 'pg';
import { RETENTION_DAYS } from '../jobs/retention';
import { RELAY_LOCK } from './registered-readers';

const USAGE = `events readers          lists the registered readers of events, with the jobs that are not done yet
events retire <queue>   hands no more events to a reader that no code declares any more

Both read DATABASE_URL. Exit code 1: there is no such reader; 2: it could not be done.`;

interface Reader {
  queue: string;
  since: Date;
  retiredAt: Date | null;
  pending: number;
}

const READERS = `SELECT queue, since, retired_at AS "retiredAt",
    (SELECT count(*)::int FROM jobs.job WHERE name = queue AND state IN ('created', 'retry', 'active')) AS pending
  FROM event_subscriptions`;

async function list(client: Client): Promise<number> {
  const { rows } = await client.query<Reader>(`${READERS} ORDER BY queue`);
  const widest = Math.max(0, ...rows.map(({ queue }) => queue.length));
  for (const { queue, since, retiredAt, pending } of rows) {
    const state = retiredAt ? `retired ${retiredAt.toISOString()}` : `since   ${since.toISOString()}`;
    console.log(`${queue.padEnd(widest)}  ${state}  ${pending} pending`);
  }
  if (rows.length === 0) console.log('No reader is registered.');
  return 0;
}

async function retire(client: Client, queue: string): Promise<number> {
  await client.query('BEGIN');
  // Lets a pass of the relay that has already asked who reads end first: after this, not one job more.
  await client.query('SELECT pg_advisory_xact_lock($1)', [RELAY_LOCK]);
  await client.query('UPDATE event_subscriptions SET retired_at = now() WHERE queue = $1 AND retired_at IS NULL', [queue]);
  await client.query('COMMIT');
  const [reader] = (await client.query<Reader>(`${READERS} WHERE queue = $1`, [queue])).rows;
  if (!reader) {
    console.error(`There is no reader "${queue}". "npm run events:readers" lists all of them.`);
    return 1;
  }
  console.log(`"${queue}" gets no more events. An instance whose code still declares it registers it anew when it starts.`);
  if (reader.pending > 0) {
    console.log(`Pending jobs: ${reader.pending}. An instance with its code still does them; without one they are deleted ${RETENTION_DAYS} days after their events.`);
  }
  return 0;
}

async function main([command, queue, ...rest]: string[]): Promise<number> {
  const isRetire = command === 'retire' && queue !== undefined;
  if (rest.length > 0 || !(isRetire || (command === 'readers' && queue === undefined))) throw new Error(USAGE);
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) throw new Error('DATABASE_URL is not set.');
  const client = new Client({ connectionString, application_name: 'mangrove events' });
  await client.connect();
  try {
    return await (isRetire ? retire(client, queue) : list(client));
  } finally {
    await client.end();
  }
}

const UNDEFINED_TABLE = '42P01';
const isUnprepared = (error: Error) => 'code' in error && error.code === UNDEFINED_TABLE;

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const sentence = error instanceof Error ? error.message : String(error);
    console.error(error instanceof Error && isUnprepared(error) ? `No server has started on this database yet: ${sentence}.` : sentence);
    process.exitCode = 2;
  },
);
