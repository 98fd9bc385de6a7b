import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually, startServer, type TestServer } from '../../../support/index.ts';
import { ADA, Applicant } from '../support/applicant.ts';
import { writeAsKyc } from '../support/applications.ts';
import { verifyChain } from '../support/cli.ts';
import { Reviewer } from '../support/desk.ts';
import { photo, upload } from '../support/documents.ts';
import { customer, erased, Officer, PASSPORT, retentionAfter, underReview, YEAR_SECONDS } from '../support/privacy.ts';

let server: TestServer;
let reviewer: Reviewer;
let officer: Officer;

beforeAll(async () => {
  server = await startServer();
  reviewer = await Reviewer.hire(server);
  officer = await Officer.appoint(server);
});

const ask = (who: Applicant) => who.user.http.post<{ data: { state: string; retainUntil: string }; error?: { code: string } }>('/api/kyc/erasure', { body: { confirmation: 'ERASE' } });
const fileOf = (object: string) => path.join(server.objectsFolder, String(readdirSync(server.objectsFolder, { recursive: true }).find((name) => String(name).includes(object)) ?? object));
const codeOf = ({ status, body }: { status: number; body: { error?: { code: string } } }) => [status, body.error?.code];
/** Every row of every table of ours, as text: hashes and sealed bytes in hexadecimal. */
async function everything(): Promise<string> {
  const { rows: tables } = await server.db.query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename ~ '^(kyc_|audit_entries|domain_events|event_outbox|stored_objects|data_keys)'`);
  const texts = await Promise.all(tables.map(async ({ name }) => (await server.db.query<{ text: string }>(`SELECT coalesce(string_agg(t::text, ' '), '') AS text FROM ${name} t`)).rows[0]?.text ?? ''));
  return texts.join(' ');
}

describe('who asks to be forgotten', () => {
  it('is restricted at once: a review under way ends, the level counts as that of a newcomer, and lists look for them no longer', async () => {
    const { ada } = await customer(server, reviewer);
    const next = (await ada.begin('tier-2')).body.data.id;
    const { status, body } = await ask(ada);
    expect([status, body.data.state]).toEqual([200, 'restricted']);
    expect(new Date(body.data.retainUntil).getUTCFullYear()).toBe(new Date().getUTCFullYear() + 5);
    expect((await ada.look(next)).body.data.state).toBe('withdrawn');
    expect(await ada.profile()).toMatchObject({ level: 'tier-0', state: 'suspended', applicationId: null });
    expect((await server.db.query('SELECT FROM kyc_screening_people WHERE person = $1', [ada.user.id])).rowCount).toBe(0);
    expect((await ask(ada)).body).toEqual(body);
    expect(codeOf(await ada.begin('tier-2'))).toEqual([403, 'KYC_RESTRICTED']);
  });

  it('ends the claim of whoever was reviewing them, whose decision then is refused', async () => {
    const { ada, id } = await underReview(server);
    expect((await reviewer.claim(id)).status).toBe(200);
    const [asked, decided] = await Promise.all([ask(ada), reviewer.decide(id, 'approve')]);
    expect(asked.status).toBe(200);
    const { state } = (await ada.look(id)).body.data;
    // Whichever was first: a decision that was stored stays, what it gave is worth nothing, and its reviewer does not see the file again.
    if (state === 'approved') expect([200, 403]).toContain(decided.status);
    else expect([state, decided.status]).toEqual(['withdrawn', 409]);
    expect(await ada.profile()).toMatchObject({ level: 'tier-0', state: 'suspended' });
  });

  it('is read by themselves, and by staff no more, but for the law and for a while', async () => {
    const { ada, id, document } = await customer(server, reviewer);
    await ask(ada);
    const readings = (who: Reviewer) =>
      Promise.all([
        who.file(id), who.reveal(id, 'nin', 'compare_with_document'), who.ask('POST', `/documents/${document.id}/links`, { purpose: 'review' }), who.ask('GET', `/documents/${document.id}/zone`), who.ask('GET', `/applications/${id}/screening`),
      ]);
    for (const answer of [...(await readings(reviewer)), ...(await readings(officer)), await officer.ask('GET', `/applications/${id}/dossier`)]) expect(codeOf(answer)).toEqual([403, 'KYC_RESTRICTED']);
    expect((await ada.look(id)).body.data.details).toMatchObject(ADA);
    expect((await reviewer.ask('POST', `/people/${ada.user.id}/legal-access`, { purpose: 'legal_claim' })).status).toBe(403);
    expect((await officer.lookForTheLaw(ada.user.id)).status).toBe(200);
    expect((await readings(officer)).map(({ status }) => status)).toEqual([200, 200, 201, 200, 200]);
    expect(codeOf(await reviewer.file(id))).toEqual([403, 'KYC_RESTRICTED']);
    const { rows } = await server.db.query<{ actor: string }>(`SELECT actor FROM audit_entries WHERE action = 'kyc_person.legal_access' AND subject_id = $1`, [ada.user.id]);
    expect(rows).toEqual([{ actor: `staff:${officer.staff.id}` }]);
  });

  it('has to mean it, and is told nothing of holds', async () => {
    const ada = await Applicant.register(server);
    expect((await ada.user.http.post('/api/kyc/erasure', { body: {} })).status).toBe(400);
    expect((await ada.user.http.get('/api/kyc/erasure')).status).toBe(404);
    await ask(ada);
    await officer.hold(ada.user.id);
    expect(Object.keys((await ada.user.http.get<{ data: object }>('/api/kyc/erasure')).body.data)).toEqual(['state', 'requestedAt', 'retainUntil', 'forgottenAt', 'erasedAt']);
  });

  it('can be given free again by staff as long as they were not forgotten, and applies anew', async () => {
    const { ada } = await customer(server, reviewer);
    await ask(ada);
    expect((await officer.lift(ada.user.id)).body.data.erasure).toBeNull();
    expect(await ada.profile()).toMatchObject({ level: 'tier-0', state: 'suspended' });
    expect((await ada.begin()).status).toBe(201);
    expect((await officer.erase(ada.user.id)).body.data.erasure?.state).toBe('restricted');
  });
});

describe('whose time is over', () => {
  it('is forgotten: bytes are useless, hashes are gone, the chain is intact, and a certificate says so', async () => {
    const { ada, id, document, object, number } = await customer(server, reviewer, PASSPORT);
    const other = await Applicant.register(server);
    const { rows: before } = await server.db.query<{ digest: string; fingerprint: string; keys: string }>(
      `SELECT encode(i.digest, 'hex') AS digest, d.fingerprint, encode(s.subject_digest, 'hex') AS keys FROM kyc_identifiers i JOIN kyc_documents d USING (application_id) JOIN kyc_screenings s USING (application_id) WHERE application_id = $1`,
      [id],
    );
    const [copy, hashes] = [readFileSync(fileOf(object)), Object.values(before[0] ?? {})];
    expect(hashes).toHaveLength(3);
    await ask(ada);
    await retentionAfter(server, 4 * YEAR_SECONDS);
    expect((await officer.privacy(ada.user.id)).body.data.erasure).toMatchObject({ state: 'restricted', keptBy: ['not_due'] });
    await retentionAfter(server, 5 * YEAR_SECONDS);
    await erased(server, ada.user.id);

    const certificate = (await officer.privacy(ada.user.id)).body.data.erasure;
    expect(certificate).toMatchObject({ state: 'erased', destroyed: { files: 1, documents: 1, numbers: 1, details: 1, zones: 1, screenings: 1 } });
    expect(certificate?.entries.map(({ action }) => action)).toEqual(['kyc_person.restricted', 'kyc_person.forgotten', 'kyc_person.erased']);
    expect(existsSync(fileOf(object))).toBe(false);
    const left = await everything();
    for (const secret of [...hashes, number, ADA.lastName]) expect([secret, left.includes(secret)]).toEqual([secret, false]);
    expect(left).toContain(document.id);
    // What somebody has copied before is noise, even back at its place.
    writeFileSync(path.join(server.objectsFolder, 'copy'), copy);
    expect((await server.db.query('SELECT FROM data_keys WHERE subject = $1', [ada.user.id])).rowCount).toBe(0);
    expect(await server.run(async (strapi, of, { kernel }) => {
      await kernel.sql(strapi).execute(`INSERT INTO stored_objects (key, store, subject, version) VALUES ($1, 'local-folder', $2, 1)`, [of.object, of.person]);
      const opened = await kernel.kernel(strapi).objects.open(of.object);
      return opened === undefined;
    }, { object, person: ada.user.id })).toBe(true);

    for (const answer of [await ada.look(id), await ada.begin(), await ada.user.http.post<{ error?: { code: string } }>('/api/kyc/exports')]) expect(codeOf(answer)).toEqual([410, 'KYC_FORGOTTEN']);
    expect((await officer.file(id)).body.data).toMatchObject({ state: 'approved', details: null, identifiers: [] });
    expect(codeOf(await officer.ask('POST', `/documents/${document.id}/links`, { purpose: 'review' }))).toEqual([410, 'KYC_FORGOTTEN']);
    expect((await officer.queue('?state=approved')).data.some((row) => row.id === id)).toBe(true);
    // Somebody with the same number is a stranger.
    const again = await other.handIn([{ type: 'nin', value: number }]);
    expect((await officer.file(again)).body.data.identifiers).toEqual([expect.objectContaining({ sharedWith: [] })]);
    await eventually(async () => (await server.db.query('SELECT FROM audit_unsealed')).rowCount === 0);
    expect(await verifyChain(server)).toMatchObject({ code: 0 });
  });

  it('and who never handed anything in is forgotten at the next pass', async () => {
    const ada = await Applicant.register(server);
    const id = await ada.prepare();
    await upload(ada.user.http, id, await photo());
    await ask(ada);
    await retentionAfter(server, 60);
    expect(codeOf(await ada.look(id))).toEqual([410, 'KYC_FORGOTTEN']);
  });

  it('is kept while there is a legal hold, whatever is asked for and by whatever way', async () => {
    const { ada } = await customer(server, reviewer);
    await officer.erase(ada.user.id);
    const { holds } = (await officer.hold(ada.user.id)).body.data;
    expect(codeOf(await officer.hold(ada.user.id))).toEqual([409, 'KYC_HOLD']);
    await retentionAfter(server, 6 * YEAR_SECONDS);
    expect((await officer.privacy(ada.user.id)).body.data.erasure).toMatchObject({ state: 'restricted', keptBy: ['not_due', 'legal_hold'] });
    const byHand = `UPDATE kyc_erasures SET state = 'forgotten', destroyed = '{}', forgotten_at = retain_until WHERE person_id = $1`;
    await expect(writeAsKyc(server, [byHand, [ada.user.id]])).rejects.toThrow('there is a legal hold');
    expect((await officer.liftHold(ada.user.id, holds[0]?.id ?? '')).body.data.holds).toEqual([expect.objectContaining({ liftedAt: expect.any(String) as string })]);
    await retentionAfter(server, 6 * YEAR_SECONDS);
    expect((await officer.privacy(ada.user.id)).body.data.erasure?.state).not.toBe('restricted');
    expect(codeOf(await officer.lift(ada.user.id))).toEqual([409, 'KYC_ERASURE_OVER']);
  });

  it('is not forgotten a day early, nor do rows go, by SQL that is typed by hand', async () => {
    const { ada, id } = await customer(server, reviewer);
    await ask(ada);
    await expect(writeAsKyc(server, [`UPDATE kyc_erasures SET state = 'forgotten', destroyed = '{}', forgotten_at = retain_until - interval '1 day' WHERE person_id = $1`, [ada.user.id]])).rejects.toThrow('kyc_erasures_not_early');
    for (const table of ['kyc_evidence', 'kyc_screenings']) await expect(writeAsKyc(server, [`DELETE FROM ${table} WHERE application_id = $1`, [id]])).rejects.toThrow('only when their person is forgotten');
  });

  it('is forgotten without being asked, where they have no level and did nothing for as long', async () => {
    const { ada, id } = await underReview(server);
    await reviewer.settle(id, 'reject', { reasonCodes: ['name_differs'] });
    await retentionAfter(server, 4 * YEAR_SECONDS);
    expect((await officer.privacy(ada.user.id)).body.data.erasure).toBeNull();
    await retentionAfter(server, 6 * YEAR_SECONDS);
    expect((await officer.privacy(ada.user.id)).body.data.erasure).toMatchObject({ destroyed: { numbers: 1 } });
  });
});

describe('somebody who was forgotten', () => {
  it('gets nothing back from uploads that were under way', async () => {
    const ada = await Applicant.register(server);
    const id = await ada.prepare();
    const pictures = await Promise.all(['passport', 'national_id', 'drivers_license', 'voters_card', 'selfie'].map(async (type) => ({ type, bytes: await photo() })));
    const uploads = pictures.map(({ type, bytes }) => upload(ada.user.http, id, bytes, type === 'selfie' ? { type } : { type, side: 'front', country: 'NG' }));
    await uploads[0];
    await ask(ada);
    await retentionAfter(server, 60);
    await Promise.all(uploads);
    expect(codeOf(await ada.look(id))).toEqual([410, 'KYC_FORGOTTEN']);
    expect((await server.db.query('SELECT FROM data_keys WHERE subject = $1', [ada.user.id])).rowCount).toBe(0);
    const { rows } = await server.db.query('SELECT FROM kyc_documents d JOIN stored_objects o ON o.key = d.object WHERE d.person_id = $1 AND o.erase_at IS NULL', [ada.user.id]);
    expect(rows).toEqual([]);
    expect((await server.db.query(`SELECT FROM kyc_documents WHERE person_id = $1 AND fingerprint NOT LIKE 'forgotten:%'`, [ada.user.id])).rowCount).toBe(0);
    await expect(server.run((strapi, person, { kernel }) => kernel.kernel(strapi).values.seal(person, 'again', 'somewhere').then(() => true), ada.user.id)).rejects.toThrow('was forgotten');
  });
});

describe('a draft', () => {
  it('that was given up is emptied after a while, files and all', async () => {
    const ada = await Applicant.register(server);
    const id = await ada.prepare();
    await upload(ada.user.http, id, await photo());
    await ada.withdraw(id);
    await retentionAfter(server, 29 * 86_400);
    expect((await ada.look(id)).body.data.details).toMatchObject(ADA);
    await retentionAfter(server, 31 * 86_400);
    expect((await ada.look(id)).body.data).toMatchObject({ state: 'withdrawn', details: { firstName: null }, identifiers: [] });
    await eventually(async () => (await server.db.query('SELECT FROM stored_objects WHERE subject = $1', [ada.user.id])).rowCount === 0);
    expect((await server.db.query('SELECT FROM kyc_documents WHERE person_id = $1', [ada.user.id])).rowCount).toBe(0);
  });
});

describe('the tables of KYC', () => {
  /** Sealed or hashed, and nobody's or not about what they said. */
  const NOBODYS = ['kyc_screening_key.sealed', 'kyc_document_links.token_hash'];
  /** Noise without the key; rows that are part of the record of what was decided and held. */
  const NOISE = ['kyc_decisions.note', 'kyc_holds.note', 'kyc_verifier_asks.session'];

  it('lose with a person everything that is sealed or hashed about them', async () => {
    const { rows } = await server.db.query<{ table: string; columns: string[] }>(
      `SELECT table_name AS table, array_agg(table_name || '.' || column_name) AS columns FROM information_schema.columns WHERE table_name LIKE 'kyc\\_%' AND table_schema = 'public' AND data_type = 'bytea' GROUP BY table_name`,
    );
    const source = readFileSync('plugins/kyc/server/src/services/privacy/forget.ts', 'utf8');
    const forgotten = rows.filter(({ table }) => new RegExp(`(DELETE FROM|UPDATE) ${table}\\b`).test(source)).map(({ table }) => table);
    expect(rows.filter(({ table, columns }) => !forgotten.includes(table) && columns.some((column) => ![...NOBODYS, ...NOISE].includes(column)))).toEqual([]);
  });
});
