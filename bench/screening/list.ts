import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Identity } from '#kyc';
import type { Case } from './labelled-set.ts';
import { writeListFile } from './list-file.ts';
import type { Person } from './people.ts';

export interface List {
  size: number;
  /** Ids of the entries that a case may be, the likeliest first. */
  search(one: Case): Promise<{ id: string; score: number }[]>;
  close(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Imports people as a list with the command that operators use. */
export async function fillList(databaseUrl: string, people: readonly Person[], folder: string): Promise<{ seconds: number }> {
  const file = path.join(folder, `${people.length}.jsonl`);
  await writeListFile(file, people);
  const begun = performance.now();
  execFileSync(process.execPath, ['dist/plugins/kyc/server/src/screening-cli.js', 'import', 'bench', file], { cwd: ROOT, env: { ...process.env, DATABASE_URL: databaseUrl }, stdio: ['ignore', 'ignore', 'inherit'] });
  return { seconds: (performance.now() - begun) / 1_000 };
}

/** The search of the server, over one connection. */
export async function openList(databaseUrl: string, size: number): Promise<List> {
  // What is measured is what was compiled just now.
  const { searchLists } = createRequire(path.join(ROOT, 'package.json'))('#kyc') as typeof import('#kyc');
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  // Where autovacuum has not been yet.
  await client.query('VACUUM ANALYZE');
  const db = {
    query: async <Row>(text: string, values: readonly unknown[] = []) => (await client.query({ name: `${text.length}`, text, values: [...values] })).rows as Row[],
    execute: async (text: string, values: readonly unknown[] = []) => (await client.query(text, [...values])).rowCount ?? 0,
  };
  return {
    size,
    async search(one) {
      const { matches } = await searchLists(db, identityOf(one));
      return matches.map(({ reference, score }) => ({ id: reference.slice(reference.indexOf('/') + 1), score }));
    },
    close: () => client.end(),
  };
}

const identityOf = ({ name, dateOfBirth, country }: Case): Identity => ({ kind: 'person', names: [name], datesOfBirth: dateOfBirth === undefined ? [] : [dateOfBirth], countries: country === undefined ? [] : [country] });
