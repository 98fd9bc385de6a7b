import { readdirSync } from 'node:fs';
import { startServer, type TestServer } from '../../../support/index.ts';
import { ADA, Applicant, newNumber } from '../support/applicant.ts';
import { askForExport, unpack } from '../support/archive.ts';
import { Reviewer } from '../support/desk.ts';
import { photo, uploaded } from '../support/documents.ts';

let server: TestServer;
let moderator: Reviewer;
let admin: Reviewer;

beforeAll(async () => {
  server = await startServer();
  moderator = await Reviewer.hire(server);
  admin = await Reviewer.hire(server, 'strapi-super-admin');
});

/** Somebody with a passport and a rejected application, about which staff have noted something among themselves. */
async function known() {
  const [ada, number] = [await Applicant.register(server), newNumber()];
  const id = await ada.prepare([{ type: 'nin', value: number }]);
  const document = await uploaded(ada.user.http, id, await photo());
  await ada.submit(id);
  await ada.reaches(id, 'in_review');
  await moderator.settle(id, 'reject', { reasonCodes: ['name_differs'], publicNote: 'Write it as it stands there.', internalNote: 'Internal-Telltale' });
  expect((await moderator.reveal(id, 'nin', 'compare_with_document')).status).toBe(200);
  return { ada, id, number, document };
}
const textOf = (files: Map<string, Buffer>, name: string) => JSON.parse(files.get(name)?.toString() ?? 'null') as unknown;

describe('a copy of what is known of somebody', () => {
  it('has all that they said and sent, and when it was read, in an archive that opens with its passphrase alone', async () => {
    const { ada, id, number, document } = await known();
    const copy = await askForExport(server, ada.user.jwt);
    expect(copy).toMatchObject({ status: 200, passphrase: expect.stringMatching(/^[0-9a-z]{5}(-[0-9a-z]{5}){4}$/) as string });
    for (const secret of [number, ADA.lastName, 'JFIF']) expect(copy.bytes.includes(secret)).toBe(false);
    const files = await unpack(copy);
    expect([...files.keys()]).toEqual(['read-me.txt', 'data.json', 'access-log.json', `documents/${document.id}.jpg`]);
    expect(textOf(files, 'data.json')).toMatchObject({
      personId: ada.user.id,
      applications: [{ id, state: 'rejected', details: ADA, identifiers: [{ type: 'nin', value: number }], refusals: [{ reasons: [{ code: 'name_differs' }], note: 'Write it as it stands there.' }], documents: [{ id: document.id, type: 'passport', country: 'NG' }] }],
    });
    expect(files.get(`documents/${document.id}.jpg`)).toHaveLength(document.sizeBytes);
    const log = textOf(files, 'access-log.json');
    expect(log).toEqual(expect.arrayContaining([expect.objectContaining({ by: 'staff', what: 'kyc_number.revealed', subject: id, purpose: 'compare_with_document' }), expect.objectContaining({ by: 'you', what: 'kyc_person.exported' })]));
    await expect(unpack({ ...copy, passphrase: 'aaaaa-aaaaa-aaaaa-aaaaa-aaaaa' })).rejects.toThrow();
  });

  it('has nothing of anybody else, of what staff say among each other, and of lists', async () => {
    const { ada } = await known();
    const files = await unpack(await askForExport(server, ada.user.jwt));
    const text = [...files].filter(([name]) => name.endsWith('.json')).map(([, bytes]) => bytes.toString()).join('');
    for (const secret of ['Internal-Telltale', moderator.staff.id, moderator.staff.email, 'screening', '127.0.0.1']) expect([secret, text.includes(secret)]).toEqual([secret, false]);
    expect([...new Set(text.match(/usr_[0-9a-z]{26}/g))]).toEqual([ada.user.id]);
  });

  it('is made by staff who may, for a person who is there, and that is recorded', async () => {
    const { ada, number } = await known();
    const path = `/kyc/people/${ada.user.id}/exports`;
    expect((await askForExport(server, moderator.staff.token, path)).status).toBe(403);
    expect((await askForExport(server, admin.staff.token, `/kyc/people/usr_${'0'.repeat(26)}/exports`)).status).toBe(404);
    const copy = await askForExport(server, admin.staff.token, path);
    expect((await unpack(copy)).get('data.json')?.includes(number)).toBe(true);
    const { rows } = await server.db.query(`SELECT actor FROM audit_entries WHERE action = 'kyc_person.exported' AND subject_id = $1`, [ada.user.id]);
    expect(rows).toEqual([{ actor: `staff:${admin.staff.id}` }]);
    const { rows: kept } = await server.db.query<{ text: string }>(`SELECT row_to_json(e)::text AS text FROM audit_entries e WHERE action = 'kyc_person.exported'`);
    expect(kept.some(({ text }) => text.includes(copy.passphrase ?? '?'))).toBe(false);
    expect(server.logs()).not.toContain(copy.passphrase);
  });

  it('of which a file is lost does not open', async () => {
    const { ada, document } = await known();
    const { rows } = await server.db.query<{ object: string }>('SELECT object FROM kyc_documents WHERE document_id = $1', [document.id]);
    expect(readdirSync(server.objectsFolder, { recursive: true }).some((name) => String(name).includes(rows[0]?.object ?? '?'))).toBe(true);
    await server.run(async (strapi, key, { load }) => {
      const { localFolder } = load<typeof import('#kernel')>('#kernel');
      const config = strapi.config.get('plugin::kernel') as { storage: { stores: ReturnType<typeof localFolder>[]; current: string } };
      await config.storage.stores.find(({ code }) => code === config.storage.current)?.erase(key);
    }, rows[0]?.object ?? '');
    await expect(askForExport(server, ada.user.jwt).then(unpack)).rejects.toThrow();
  });

  it('can be asked for some times a day', async () => {
    const { ada } = await known();
    await server.restart({ KYC_EXPORTS_PER_DAY: '2' });
    const answers = [];
    for (let i = 0; i < 3; i += 1) answers.push((await askForExport(server, ada.user.jwt)).status);
    expect(answers).toEqual([200, 200, 429]);
    await server.restart({ KYC_EXPORTS_PER_DAY: '100000' });
  });
});
