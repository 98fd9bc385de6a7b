import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startServer, type TestServer } from '../../../support/index.ts';
import { askForExport, unpack } from '../support/archive.ts';
import { Applicant } from '../support/applicant.ts';
import { runCli } from '../support/cli.ts';
import { Officer, retentionAfter, underReview, YEAR_SECONDS } from '../support/privacy.ts';

let server: TestServer;
let officer: Officer;

beforeAll(async () => {
  server = await startServer({ env: { DATA_MASTER_KEY: KEYS[0] } });
  officer = await Officer.appoint(server);
});

const KEYS = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64')] as const;
const dryRun = (env: Record<string, string>, ...args: string[]) => runCli(server, 'src/recipes/kyc-retention-cli.js', args, env);

/** Around the code: as if the time of a restricted person were over, and as if money of theirs were held. */
async function byHand(text: string, values: unknown[]): Promise<void> {
  const client = await server.db.connect();
  try {
    await client.query("BEGIN; SET LOCAL session_replication_role = 'replica'");
    await client.query(text, values);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
/** The last withdrawal was long ago. */
async function due(): Promise<string> {
  const { ada } = await underReview(server);
  await officer.erase(ada.user.id);
  await officer.hold(ada.user.id, 'dispute');
  await byHand(`UPDATE kyc_erasures SET retain_until = now() - interval '1 day' WHERE person_id = $1`, [ada.user.id]);
  return ada.user.id;
}

describe('a dry run of the retention', () => {
  it('says who would be forgotten, who would not, and why, and changes nothing', async () => {
    const [held, rich, free] = [await due(), await due(), await due()];
    await byHand('UPDATE kyc_holds SET lifted_at = now(), lifted_by = $2 WHERE person_id = ANY ($1)', [[rich, free], 'staff:somebody']);
    await byHand(`INSERT INTO ledger_accounts (code, kind, owner, currency, balance_minor, normal_side, keeps_balance) VALUES ($1, 'held', $2, 'NGN', 500, 'credit', true)`, [`held:${rich}:NGN`, rich]);
    const gone = await Applicant.register(server);
    const draft = await gone.prepare();
    await gone.withdraw(draft);
    // As if all of the time to keep were over; the server itself waits.
    const { code, text } = await dryRun({ KYC_RETENTION_YEARS: '0', KYC_GIVEN_UP_DAYS: '0' }, '--dry-run');
    expect(code).toBe(0);
    expect(text).toMatch(new RegExp(`^${held}  stays: legal_hold; due since`, 'm'));
    expect(text).toMatch(new RegExp(`^${rich}  stays: money_held; due since`, 'm'));
    expect(text).toMatch(new RegExp(`^${free}  would be forgotten; due since`, 'm'));
    expect(text).toMatch(new RegExp(`^${gone.user.id}  would be restricted: `, 'm'));
    expect(text).toMatch(new RegExp(`^${draft}  would be emptied: `, 'm'));
    expect(text.trim()).toMatch(/1 would be forgotten, 2 would stay, 1 would be restricted, 1 drafts would be emptied\.$/);
    expect((await gone.look(draft)).body.data.details.firstName).toBe('Adaeze');
    expect((await dryRun({})).code).toBe(2);
    await retentionAfter(server, 0);
    const states = await Promise.all([held, rich, free].map(async (person) => (await officer.privacy(person)).body.data.erasure?.state));
    expect(states.map((state) => state === 'restricted')).toEqual([true, true, false]);
  });
});

describe('the time to keep', () => {
  it('is at least five years, unless somebody says that a law allows less', async () => {
    await expect(server.restart({ KYC_RETENTION_YEARS: '2' })).rejects.toThrow('KYC_RETENTION_YEARS');
    await server.restart({ KYC_RETENTION_YEARS: '2', KYC_RETENTION_LESS_ALLOWED: 'true' });
    const { ada } = await underReview(server);
    const { retainUntil } = (await officer.erase(ada.user.id)).body.data.erasure ?? { retainUntil: '' };
    expect(new Date(retainUntil).getUTCFullYear()).toBe(new Date().getUTCFullYear() + 2);
    await retentionAfter(server, 3 * YEAR_SECONDS);
    expect((await ada.user.http.get('/api/kyc/erasure')).body).toMatchObject({ data: { forgottenAt: expect.any(String) as string } });
    await server.restart({ KYC_RETENTION_YEARS: '5', KYC_RETENTION_LESS_ALLOWED: 'false' });
  });
});

describe('a new master key', () => {
  const bytesOf = () =>
    readdirSync(server.objectsFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, createHash('sha256').update(readFileSync(path.join(entry.parentPath, entry.name))).digest('hex')] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));

  it('opens every document that the old one did, and touches no file', async () => {
    const { ada, document, object } = await underReview(server);
    const before = bytesOf().filter(([name]) => name.includes(object));
    expect(before).toHaveLength(1);
    // Step by step as in docs/how-to/replace-the-master-key.md.
    const both = { DATA_MASTER_KEY: KEYS[1], DATA_PREVIOUS_MASTER_KEYS: KEYS[0] };
    await server.restart(both);
    expect(await runCli(server, 'plugins/kernel/server/src/sealing/cli.js', ['rewrap'], both)).toMatchObject({ code: 0, text: expect.stringContaining('no other key is in use') as string });
    await server.restart({ DATA_MASTER_KEY: KEYS[1], DATA_PREVIOUS_MASTER_KEYS: '' });
    expect(bytesOf().filter(([name]) => name.includes(object))).toEqual(before);
    const files = await unpack(await askForExport(server, ada.user.jwt));
    expect(files.get(`documents/${document.id}.jpg`)).toHaveLength(document.sizeBytes);
    expect((await officer.ask('POST', `/documents/${document.id}/links`, { purpose: 'review' })).status).toBe(201);
  });
});
