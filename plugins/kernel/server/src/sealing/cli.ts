import { Client } from 'pg';
import { keyWrappers } from './key-wrappers';
import { LOCAL_MASTER_KEY } from './local-master-key';
import { rewrapKeys } from './rewrap';

const USAGE = `keys rewrap   wraps every stored key anew that is wrapped with another master key than the settings say

Reads DATABASE_URL, DATA_MASTER_KEY, DATA_PREVIOUS_MASTER_KEYS, DATA_KEY_WRAPPER and AWS_KMS_*. Exit code 2: it could not be done; run it again.`;

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

const list = (name: string): string[] => (process.env[name] ?? '').split(',').map((text) => text.trim()).filter((text) => text !== '');

async function main(): Promise<void> {
  if (process.argv[2] !== 'rewrap') throw new Error(USAGE);
  const current = masterKey('DATA_MASTER_KEY', setting('DATA_MASTER_KEY'));
  const previous = list('DATA_PREVIOUS_MASTER_KEYS').map((text) => masterKey('DATA_PREVIOUS_MASTER_KEYS', text));
  const { wrappers, current: code } = keyWrappers({
    current: process.env.DATA_KEY_WRAPPER ?? LOCAL_MASTER_KEY,
    masterKeys: { current, previous },
    kms: { keyId: process.env.AWS_KMS_KEY_ID, previousKeyIds: list('AWS_KMS_PREVIOUS_KEY_IDS'), region: process.env.AWS_KMS_REGION ?? 'eu-west-1', endpoint: process.env.AWS_KMS_ENDPOINT },
  });
  const client = new Client({ connectionString: setting('DATABASE_URL'), application_name: 'mangrove keys' });
  await client.connect();
  try {
    const { subjects, webhooks } = await rewrapKeys(client, wrappers, code, [current, ...previous]);
    console.log(`✓ ${subjects} keys of subjects and ${webhooks} of webhooks are wrapped with ${code === LOCAL_MASTER_KEY ? 'DATA_MASTER_KEY' : 'AWS_KMS_KEY_ID and DATA_MASTER_KEY'} now; no other key is in use.`);
    console.log('  Once no server runs with an older setting, DATA_PREVIOUS_MASTER_KEYS and AWS_KMS_PREVIOUS_KEY_IDS may be emptied. Keep old keys as long as backups from before.');
  } finally {
    await client.end();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
