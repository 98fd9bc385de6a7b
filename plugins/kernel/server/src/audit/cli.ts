import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { checkpointLine, parseCheckpointLine, type Checkpoint } from './chain';
import { storedCheckpoints, verifyAudit } from './verify';

const USAGE = `audit verify [--checkpoints <file>]   checks the whole audit chain; exit code 0 when it is intact, 1 when it is not
audit export                         prints the checkpoints, one line each, to be kept outside the database

Both read DATABASE_URL; verify also needs AUDIT_KEY. Exit code 2: it could not be checked.`;

function setting(name: string): string {
  const found = process.env[name];
  if (!found) throw new Error(`${name} is not set.`);
  return found;
}

function auditKey(): Buffer {
  const key = Buffer.from(setting('AUDIT_KEY'), 'base64');
  if (key.length !== 32) throw new Error('AUDIT_KEY: expected 32 random bytes in base64.');
  return key;
}

async function* readCheckpoints(file: string): AsyncIterable<Checkpoint> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    const checkpoint = parseCheckpointLine(line);
    if (!checkpoint) throw new Error(`${file}, line ${number} holds no checkpoint.`);
    yield checkpoint;
  }
}

async function verify(client: Client, file: string | undefined): Promise<number> {
  const { findings, ...counts } = await verifyAudit(client, auditKey(), file === undefined ? undefined : readCheckpoints(file));
  for (const finding of findings) console.error(`✗ ${finding}`);
  console.log(`${counts.entries} entries, ${counts.seals} sealed, ${counts.unsealed} not sealed yet, ${counts.checkpoints} checkpoints compared.`);
  console.log(findings.length === 0 ? '✓ The audit chain is intact.' : '✗ The audit chain is broken.');
  return findings.length === 0 ? 0 : 1;
}

async function exportCheckpoints(client: Client): Promise<number> {
  await client.query('BEGIN READ ONLY');
  for await (const checkpoint of storedCheckpoints(client)) console.log(checkpointLine(checkpoint));
  await client.query('COMMIT');
  return 0;
}

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { checkpoints: { type: 'string' } } });
  const [command] = positionals;
  if (command !== 'verify' && command !== 'export') throw new Error(USAGE);
  const client = new Client({ connectionString: setting('DATABASE_URL'), application_name: 'mangrove audit' });
  await client.connect();
  try {
    return command === 'verify' ? await verify(client, values.checkpoints) : await exportCheckpoints(client);
  } finally {
    await client.end();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  },
);
