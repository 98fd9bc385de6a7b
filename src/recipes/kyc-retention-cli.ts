import { Client } from 'pg';
import type { Sql } from '#kernel';
import { dueErasures, OWN_VETOES } from '#kyc';
import { moneyHeld } from './kyc-retention';

const USAGE = `kyc:retention --dry-run   prints who would be forgotten at the next pass, and who would not and why; changes nothing

The servers do it by themselves, every minute. Reads DATABASE_URL. Exit code 2: it could not be done.`;

async function main(): Promise<void> {
  const { DATABASE_URL: connectionString } = process.env;
  if (process.argv.length !== 3 || process.argv[2] !== '--dry-run') throw new Error(USAGE);
  if (!connectionString) throw new Error('DATABASE_URL is not set.');
  const client = new Client({ connectionString, application_name: 'mangrove retention' });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    let [due, kept] = [0, 0];
    for await (const { personId, retainUntil, keptBy } of dueErasures(asSql(client), new Date(), [...OWN_VETOES, moneyHeld])) {
      const since = retainUntil.toISOString().slice(0, 10);
      console.log(keptBy.length === 0 ? `${personId}  would be forgotten; due since ${since}` : `${personId}  stays: ${keptBy.join(', ')}; due since ${since}`);
      if (keptBy.length === 0) due += 1;
      else kept += 1;
    }
    console.log(`${due} would be forgotten, ${kept} would stay.`);
  } finally {
    await client.end();
  }
}

const asSql = (client: Client): Sql => ({
  query: async <Row>(text: string, values: readonly unknown[] = []) => (await client.query(text, [...values])).rows as Row[],
  execute: async (text, values = []) => (await client.query(text, [...values])).rowCount ?? 0,
});

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
