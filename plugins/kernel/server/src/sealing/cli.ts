import { Client } from 'pg';
import { rewrapKeys } from './rewrap';

const USAGE = `keys rewrap   wraps every stored key with DATA_MASTER_KEY that is still wrapped with one of DATA_PREVIOUS_MASTER_KEYS

Reads DATABASE_URL, DATA_MASTER_KEY and DATA_PREVIOUS_MASTER_KEYS. Exit code 2: it could not be done; run it again.`;

function setting(name: string): string {
  const found = process.env[name];
  if (!found) throw new Error(`${name} is not set.`);
  return found;
}

function masterKey(name: string, text: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32) throw new Error(`${name}: expected 32 random bytes in base64.`);
  return key;
}

async function main(): Promise<void> {
  if (process.argv[2] !== 'rewrap') throw new Error(USAGE);
  const current = masterKey('DATA_MASTER_KEY', setting('DATA_MASTER_KEY'));
  const previous = (process.env.DATA_PREVIOUS_MASTER_KEYS ?? '').split(',').map((text) => text.trim()).filter((text) => text !== '').map((text) => masterKey('DATA_PREVIOUS_MASTER_KEYS', text));
  const client = new Client({ connectionString: setting('DATABASE_URL'), application_name: 'mangrove keys' });
  await client.connect();
  try {
    const { subjects, webhooks } = await rewrapKeys(client, current, previous);
    console.log(`✓ ${subjects} keys of subjects and ${webhooks} of webhooks are wrapped with DATA_MASTER_KEY now; no other key is in use.`);
    console.log('  Once no server runs with an older setting, DATA_PREVIOUS_MASTER_KEYS may be emptied. Keep old keys as long as backups from before.');
  } finally {
    await client.end();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
