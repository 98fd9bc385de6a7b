import { Client } from 'pg';
import { sqlOn } from '#kernel';
import './events/screening';
import { LIST_FORMATS, type ListFormat } from './domain/screening/list-formats';
import { importList } from './services/screening/import-list';
import { formatOf, readListFile, sha256OfFile } from './services/screening/read-list-file';

const USAGE = `screening import <list> <file> [--format ${LIST_FORMATS.join('|')}] [--may-shrink]

Makes a file the next version of a list, whole or not at all; the same file once more does nothing. Whoever the change may concern
is screened again by the servers that run. <list>: 2 to 32 characters of a-z, 0-9 and "-". The format is read from the name of the file:
.csv, .jsonl, .ftm.json. --may-shrink: although fewer than half of the entries are left.

Reads DATABASE_URL. Exit code 2: it could not be done, and nothing was changed.`;

async function main(): Promise<void> {
  const isFlag = (text: string) => text.startsWith('--');
  const args = process.argv.slice(2);
  const formatAt = args.indexOf('--format');
  const named = formatAt === -1 ? undefined : args.splice(formatAt, 2)[1];
  const mayShrink = args.includes('--may-shrink');
  const [verb, list, file, ...rest] = args.filter((arg) => !isFlag(arg));
  const isStrange = rest.length > 0 || args.some((arg) => isFlag(arg) && arg !== '--may-shrink');
  if (verb !== 'import' || list === undefined || file === undefined || isStrange || !/^[a-z][a-z0-9-]{1,31}$/.test(list)) throw new Error(USAGE);
  const format = formatAt === -1 ? formatOf(file) : LIST_FORMATS.find((known) => known === named);
  if (format === undefined) throw new Error(`The format of ${file} is not known; say it with --format ${LIST_FORMATS.join('|')}.`);
  await run(list, file, format, mayShrink);
}

async function run(list: string, file: string, format: ListFormat, mayShrink: boolean): Promise<void> {
  const { DATABASE_URL: connectionString } = process.env;
  if (!connectionString) throw new Error('DATABASE_URL is not set.');
  const sha256 = await sha256OfFile(file);
  const client = new Client({ connectionString, application_name: 'mangrove screening' });
  await client.connect();
  try {
    await client.query('BEGIN');
    const done = await importList(sqlOn(client), { list, format, sha256, mayShrink, entries: readListFile(file, format) });
    await client.query('COMMIT');
    const { version, entries, added, changed, removed } = done;
    console.log(
      done.isNew
        ? `✓ ${list} is at version ${version}: ${entries} entries, of which ${added} are new and ${changed} changed; ${removed} were taken off.`
        : `✓ ${list} is at version ${version} already, and the file says the same; nothing was done.`,
    );
  } finally {
    await client.end();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
