import { Client } from 'pg';
import { sqlOn } from '#kernel';
import { cutoff, dueErasures, givenUpBefore, givenUpDrafts, OWN_VETOES, peopleOver } from '#kyc';
import { moneyHeld } from './kyc-retention';

// As in the server: columns that know no zone are in UTC.
process.env.TZ = 'UTC';

const USAGE = `kyc:retention --dry-run   prints what the next pass would do, and what it would not and why; changes nothing

The servers do it by themselves, every minute. Reads DATABASE_URL, and KYC_RETENTION_YEARS (5) and KYC_GIVEN_UP_DAYS (30) as the servers have
them. Exit code 2: it could not be done.`;

/** Of each kind so many are told. */
const MOST_TOLD = 10_000;

/** @throws Error for what is no whole number */
function setting(name: string, fallback: number): number {
  const value = Number(process.env[name] || fallback);
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name}: expected a whole number.`);
  return value;
}

async function main(): Promise<void> {
  const { DATABASE_URL: connectionString } = process.env;
  if (process.argv.length !== 3 || process.argv[2] !== '--dry-run') throw new Error(USAGE);
  if (!connectionString) throw new Error('DATABASE_URL is not set.');
  const client = new Client({ connectionString, application_name: 'mangrove retention' });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    let [due, kept] = [0, 0];
    for await (const { personId, retainUntil, keptBy } of dueErasures(sqlOn(client), new Date(), [...OWN_VETOES, moneyHeld])) {
      const since = retainUntil.toISOString().slice(0, 10);
      console.log(keptBy.length === 0 ? `${personId}  would be forgotten; due since ${since}` : `${personId}  stays: ${keptBy.join(', ')}; due since ${since}`);
      if (keptBy.length === 0) due += 1;
      else kept += 1;
    }
    const now = new Date();
    const over = await peopleOver(sqlOn(client), cutoff(now, setting('KYC_RETENTION_YEARS', 5)), MOST_TOLD);
    for (const personId of over) console.log(`${personId}  would be restricted: nobody's customer, and the time to keep is over`);
    const drafts = await givenUpDrafts(sqlOn(client), givenUpBefore(now, setting('KYC_GIVEN_UP_DAYS', 30)), MOST_TOLD);
    for (const { id } of drafts) console.log(`${id}  would be emptied: a draft that was given up`);
    console.log(`${due} would be forgotten, ${kept} would stay, ${over.length} would be restricted, ${drafts.length} drafts would be emptied.`);
  } finally {
    await client.end();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
