import { Client, Pool } from 'pg';

const CLUSTER = process.env.TEST_POSTGRES_URL ?? 'postgres://postgres:postgres@127.0.0.1:5544/postgres';

export interface TestDatabase {
  url: string;
  pool: Pool;
  drop(): Promise<void>;
}

async function onCluster(statement: string): Promise<void> {
  const client = new Client({ connectionString: CLUSTER });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A database of its own: empty, or a copy of another one that nobody is connected to. */
export async function createDatabase(copyOf?: TestDatabase): Promise<TestDatabase> {
  const name = `kernel_${process.pid}_${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
  const template = copyOf ? ` TEMPLATE ${new URL(copyOf.url).pathname.slice(1)}` : '';
  await onCluster(`CREATE DATABASE ${name}${template}`);
  const url = Object.assign(new URL(CLUSTER), { pathname: `/${name}` }).toString();
  const pool = new Pool({ connectionString: url, max: 5 });
  // Tests cut connections on purpose.
  pool.on('error', () => undefined);
  return {
    url,
    pool,
    async drop() {
      if (!pool.ended) await pool.end();
      await onCluster(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** Polls until `look` answers something other than undefined or false. */
export async function eventually<T>(look: () => Promise<T | undefined | false>, timeoutMs = 15_000): Promise<T> {
  const endsAt = Date.now() + timeoutMs;
  let last: unknown;
  while (Date.now() < endsAt) {
    try {
      const found = await look();
      if (found !== undefined && found !== false) return found;
    } catch (error) {
      last = error;
    }
    await new Promise((again) => setTimeout(again, 25));
  }
  throw new Error(`It did not happen within ${timeoutMs} ms.${last instanceof Error ? ` Last: ${last.message}` : ''}`);
}
