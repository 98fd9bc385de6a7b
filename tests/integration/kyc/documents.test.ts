import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { createStaff, type TestStaff } from '../../access/people.ts';
import { createUser, eventually, startServer, type TestServer, type TestUser } from '../../support/index.ts';
import { beginApplication, bringToReview, giveUp, sendBack, writeAsKyc } from './support/applications.ts';
import { formOf, leftOver, listed, photo, TELLTALE, upload, uploaded, type DocumentOut, type Uploaded } from './support/documents.ts';

const BILL = { type: 'utility_bill', side: 'front', country: 'NG' };
const codeOf = ({ status, body }: Uploaded) => [status, body.error?.code];

describe('the documents of an application', () => {
  let server: TestServer;
  let ada: TestUser;
  let ben: TestUser;
  let reviewer: TestStaff;
  let application: string;

  beforeAll(async () => {
    server = await startServer();
    [ada, ben] = [await createUser(server), await createUser(server)];
    reviewer = await createStaff(server, 'mangrove-moderator');
  });
  beforeEach(async () => {
    await writeAsKyc(server, [`UPDATE kyc_applications SET state = 'withdrawn', expires_at = NULL, claimed_by = NULL, claimed_until = NULL WHERE state IN ('draft', 'in_review', 'needs_resubmission')`]);
    application = await beginApplication(server, ada.id);
  });

  const claim = () => reviewer.http.post(`/kyc/applications/${application}/claim`);
  const judge = (id: string, body: object) => reviewer.http.post<{ data: { state: string; reasons: { code: string; isShown: boolean }[] } }>(`/kyc/documents/${id}/verdict`, { body });
  const pdf = async (title = 'Bill') => {
    const document = await PDFDocument.create();
    document.setTitle(title);
    document.addPage();
    return document;
  };
  const bytesOf = async (document: PDFDocument) => Buffer.from(await document.save());

  it('say which there are, and how to take a picture of each', async () => {
    const { body } = await ada.http.get<{ data: { key: string; sides: string[]; mediaTypes: string[]; capture: string[] }[] }>('/api/kyc/document-types');
    const selfie = body.data.find(({ key }) => key === 'selfie');
    expect(selfie).toMatchObject({ sides: ['front'], mediaTypes: ['image/jpeg', 'image/png', 'image/webp'], hasCountry: false });
    expect(selfie?.capture.length).toBeGreaterThan(2);
    expect(body.data.find(({ key }) => key === 'utility_bill')?.mediaTypes).toContain('application/pdf');
    expect(body.data.find(({ key }) => key === 'national_id')?.sides).toEqual(['front', 'back']);
  });

  it('are taken as a picture of nothing but pixels, and lie sealed for their person', async () => {
    const document = await uploaded(ada.http, application, await photo());
    expect(document).toMatchObject({ type: 'passport', side: 'front', country: 'NG', state: 'pending', reasons: [], version: 1, supersedes: null, mediaType: 'image/jpeg', pages: null, quality: { width: 1_200, height: 800, hints: [] } });
    const { rows } = await server.db.query<{ subject: string; version: number; erase_at: Date | null; scan: string }>(
      'SELECT o.subject, o.version, o.erase_at, d.scan FROM kyc_documents d JOIN stored_objects o ON o.key = d.object WHERE d.document_id = $1', [document.id]);
    expect(rows).toEqual([{ subject: ada.id, version: 1, erase_at: null, scan: 'off' }]);
    expect((await listed(ada.http, application)).map(({ id }) => id)).toEqual([document.id]);
  });

  it('may be what a level asks for in the form of a PDF, which stays as it is', async () => {
    expect(await uploaded(ada.http, application, await bytesOf(await pdf()), BILL)).toMatchObject({ mediaType: 'application/pdf', pages: 1, quality: null });
    expect(codeOf(await upload(ada.http, application, await bytesOf(await pdf())))).toEqual([415, 'KYC_DOCUMENT_MEDIA_TYPE']);
  });

  it('are told by their bytes, whatever they are called', async () => {
    expect((await uploaded(ada.http, application, await sharp(await photo()).png().toBuffer())).mediaType).toBe('image/jpeg');
    for (const [name, bytes] of [['id.jpg', Buffer.from('<!DOCTYPE html><p>')], ['id.png', Buffer.from('MZ\x90\0 This program')], ['id.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')], ['id.gif', Buffer.from('GIF89a\x01\0\x01\0')]] as const) {
      expect([name, ...codeOf(await upload(ada.http, application, bytes, BILL, name))]).toEqual([name, 415, 'KYC_DOCUMENT_MEDIA_TYPE']);
    }
  });

  it.each<[string, string, () => Promise<Buffer>]>([
    ['is empty', 'empty', async () => Buffer.alloc(0)],
    ['breaks off', 'truncated', async () => (await photo()).subarray(0, 20_000)],
    ['is too small to be read', 'too_small', () => photo({ width: 150, height: 100 })],
    ['unpacks to 196 megapixels', 'too_many_pixels', () => sharp({ create: { width: 14_000, height: 14_000, channels: 3, background: 'white' } }).png({ compressionLevel: 9 }).toBuffer()],
    ['is a PDF with a script', 'active_content', async () => { const document = await pdf(); document.addJavaScript('x', 'app.alert(1)'); return bytesOf(document); }],
    ['is a PDF with a password', 'encrypted', async () => { const document = await pdf(); document.encrypt({ ownerPassword: 'a', userPassword: 'b' }); return bytesOf(document); }],
    ['is a PDF that breaks off', 'truncated', async () => (await bytesOf(await pdf())).subarray(0, 400)],
    ['is a PDF and an archive', 'polyglot', async () => Buffer.concat([await bytesOf(await pdf()), Buffer.from('PK\x03\x04 and more')])],
    ['is a PDF of nothing', 'damaged', async () => Buffer.from('%PDF-1.7\n%%EOF\n')],
    ['is a PDF of too many pages', 'too_many_pages', async () => { const document = await pdf(); for (let page = 0; page < 20; page += 1) document.addPage(); return bytesOf(document); }],
  ])('are refused where a file %s, and nothing of it stays', async (_what, reason, make) => {
    const before = await leftOver(server);
    const refused = await upload(ada.http, application, await make(), BILL);
    expect([...codeOf(refused), refused.body.error?.details.reason]).toEqual([422, 'KYC_DOCUMENT_FILE', reason]);
    await eventually(async () => JSON.stringify(await leftOver(server)) === JSON.stringify({ ...before, waiting: 0 }));
  });

  it('are refused above the largest size, whether that is said before or not', async () => {
    const large = Buffer.concat([await photo(), Buffer.alloc(10_485_760)]);
    expect(codeOf(await upload(ada.http, application, large))).toEqual([413, 'KERNEL_PAYLOAD_TOO_LARGE']);
    expect(await listed(ada.http, application)).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['of a type that there is not', { type: 'library_card', side: 'front', country: 'NG' }, 'type'],
    ['with a side that it has not', { type: 'passport', side: 'back', country: 'NG' }, 'no back'],
    ['without its country', { type: 'passport', side: 'front' }, 'country'],
    ['of a country that there is not', { type: 'passport', side: 'front', country: 'XX' }, 'country'],
    ['with a country where none issues it', { type: 'selfie', side: 'front', country: 'NG' }, 'no country'],
    ['with a field that means nothing', { type: 'passport', side: 'front', country: 'NG', note: 'x' }, 'note'],
  ])('are refused %s, and the file that came before is erased', async (_what, fields, says) => {
    const refused = await upload(ada.http, application, await photo(), fields);
    expect(codeOf(refused)).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
    expect(refused.body.error?.message).toContain(says);
    await eventually(async () => (await leftOver(server)).waiting === 0);
  });

  it('are not taken as anything but a form with one file', async () => {
    for (const body of [{ type: 'passport' }, formOf(undefined)]) {
      expect(codeOf(await ada.http.post(`/api/kyc/applications/${application}/documents`, { body }))).toEqual([400, 'KYC_DOCUMENT_FORM']);
    }
  });

  it('are nobody else’s: a stranger finds nothing, as where there is nothing', async () => {
    const { id } = await uploaded(ada.http, application, await photo());
    const nothing = 'kyc_00000000000000000000000000';
    const ways = (of: string, document: string) => [() => ben.http.get(`/api/kyc/applications/${of}/documents`), () => ben.http.delete(`/api/kyc/applications/${of}/documents/${document}`), async () => ben.http.post(`/api/kyc/applications/${of}/documents`, { body: formOf(await photo()) })];
    for (const [at, way] of ways(application, id).entries()) {
      const [foreign, missing] = [await way(), await ways(nothing, id)[at]?.()];
      expect([foreign.status, foreign.body.error.code]).toEqual([404, 'KERNEL_NOT_FOUND']);
      expect([missing?.status, missing?.body.error.code]).toEqual([404, 'KERNEL_NOT_FOUND']);
    }
    expect((await listed(ada.http, application)).length).toBe(1);
  });

  it('are taken back before they are handed in: row, bytes and all', async () => {
    const { id } = await uploaded(ada.http, application, await photo());
    expect((await ada.http.delete(`/api/kyc/applications/${application}/documents/${id}`)).status).toBe(204);
    expect((await ada.http.delete(`/api/kyc/applications/${application}/documents/${id}`)).status).toBe(404);
    expect(await listed(ada.http, application)).toEqual([]);
    await eventually(async () => (await leftOver(server)).waiting === 0);
  });

  it('replace each other before they are handed in, also where two come at once', async () => {
    const first = await uploaded(ada.http, application, await photo());
    const answers = await Promise.all([upload(ada.http, application, await photo()), upload(ada.http, application, await photo())]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const now = await listed(ada.http, application);
    expect(now.length).toBe(1);
    expect(answers.map(({ body }) => body.data.id)).toContain(now[0]?.id);
    expect(now[0]).toMatchObject({ version: 1, supersedes: null });
    expect(now[0]?.id).not.toBe(first.id);
  });

  it('stay once they were handed in; of what is sent back, only what was refused is replaced', async () => {
    const card = (side: string) => ({ type: 'national_id', side, country: 'NG' });
    const front = await uploaded(ada.http, application, await photo(), card('front'));
    const back = await uploaded(ada.http, application, await photo(), card('back'));
    await bringToReview(server, application);
    await claim();
    expect(codeOf(await upload(ada.http, application, await photo(), card('front')))).toEqual([409, 'KYC_DOCUMENTS_CLOSED']);
    expect((await ada.http.delete(`/api/kyc/applications/${application}/documents/${front.id}`)).status).toBe(409);

    expect((await judge(front.id, { state: 'accepted' })).body.data.state).toBe('accepted');
    expect((await judge(back.id, { state: 'refused', reasons: ['blurred', 'suspected_alteration'] })).body.data.reasons.map(({ code, isShown }) => [code, isShown])).toEqual([['blurred', true], ['suspected_alteration', false]]);
    // Until the application is decided, that is the staff's.
    expect((await listed(ada.http, application)).map(({ state, reasons }) => [state, reasons])).toEqual([['pending', []], ['pending', []]]);

    await sendBack(server, application);
    const told = await listed(ada.http, application);
    expect(told.find(({ side }) => side === 'back')).toMatchObject({ state: 'refused', reasons: [{ code: 'blurred', text: 'The picture is not sharp enough to be read.' }, { code: 'not_accepted' }] });
    expect(JSON.stringify(told)).not.toMatch(/suspected|altered|stf_/);

    expect(codeOf(await upload(ada.http, application, await photo(), card('front')))).toEqual([409, 'KYC_DOCUMENT_STANDS']);
    expect((await ada.http.delete(`/api/kyc/applications/${application}/documents/${back.id}`)).body.error.code).toBe('KYC_DOCUMENT_STANDS');
    const second = await uploaded(ada.http, application, await photo(), card('back'));
    expect(second).toMatchObject({ version: 2, supersedes: back.id, state: 'pending' });
    const third = await uploaded(ada.http, application, await photo(), card('back'));
    expect(third).toMatchObject({ version: 2, supersedes: back.id });
    expect((await listed(ada.http, application)).map(({ id, state }) => [id, state])).toEqual([[third.id, 'pending'], [back.id, 'superseded'], [front.id, 'accepted']]);
  });

  it('are sent so often and no oftener', async () => {
    await server.restart({ KYC_DOCUMENT_VERSIONS_MAX: '2' });
    let document: DocumentOut | undefined;
    for (let version = 1; version <= 2; version += 1) {
      document = await uploaded(ada.http, application, await photo());
      expect(document.version).toBe(version);
      await bringToReview(server, application);
      await claim();
      await judge(document.id, { state: 'refused', reasons: ['cropped'] });
      await sendBack(server, application);
    }
    expect(codeOf(await upload(ada.http, application, await photo()))).toEqual([409, 'KYC_DOCUMENT_ATTEMPTS_USED']);
    await server.restart({ KYC_DOCUMENT_VERSIONS_MAX: '5' });
  });

  it('are limited to so many in a minute', async () => {
    await server.restart({ KYC_DOCUMENT_UPLOADS_PER_MINUTE: '2' });
    const carla = await createUser(server);
    const hers = await beginApplication(server, carla.id);
    for (const expected of [201, 201, 429]) expect((await upload(carla.http, hers, await photo())).status).toBe(expected);
    await server.restart({ KYC_DOCUMENT_UPLOADS_PER_MINUTE: '100000' });
  });

  it('that two people send are flagged with both, and with nobody who sends the same twice', async () => {
    const same = await photo();
    const hers = await uploaded(ada.http, application, same);
    await uploaded(ada.http, application, same, { type: 'voters_card', side: 'front', country: 'NG' });
    const his = await beginApplication(server, ben.id);
    const theirs = await uploaded(ben.http, his, same);
    const shared = async (of: string, id: string) =>
      (await reviewer.http.get<{ data: { id: string; sharedWith: { applicationId: string; documentId: string }[] }[] }>(`/kyc/applications/${of}/documents`)).body.data.find((document) => document.id === id)?.sharedWith;
    expect((await shared(application, hers.id))?.map(({ applicationId }) => applicationId)).toEqual([his]);
    expect((await shared(his, theirs.id))?.map(({ applicationId }) => applicationId)).toEqual([application, application]);
    const { rows } = await server.db.query<{ id: string }>(`SELECT payload->>'documentId' AS id FROM domain_events WHERE type = 'kyc.document_shared'`);
    expect(rows).toEqual([{ id: theirs.id }]);
    await giveUp(server, his);
  });

  it('tell what happens to them by ids alone, and the audit chain as well', async () => {
    const { id } = await uploaded(ada.http, application, await photo());
    const { rows: events } = await server.db.query<{ type: string }>(`SELECT type, payload FROM domain_events WHERE payload->>'documentId' = $1`, [id]);
    expect(events.map(({ type }) => type)).toEqual(['kyc.document_uploaded']);
    const { rows: entries } = await server.db.query<{ action: string; actor: string }>('SELECT action, actor, data FROM audit_entries WHERE subject_id = $1', [id]);
    expect(entries.map(({ action, actor }) => [action, actor])).toEqual([['kyc_document.uploaded', `user:${ada.id}`]]);
    expect(JSON.stringify([events, entries, server.logs()])).not.toContain(TELLTALE);
  });

  it('are judged by who holds the application, while it is under review, and for a reason', async () => {
    const { id } = await uploaded(ada.http, application, await photo());
    expect((await judge(id, { state: 'accepted' })).status).toBe(409);
    await bringToReview(server, application);
    expect((await judge(id, { state: 'accepted' })).body).toMatchObject({ error: { code: 'KYC_NOT_CLAIMED' } });
    await claim();
    for (const body of [{ state: 'refused' }, { state: 'refused', reasons: [] }, { state: 'refused', reasons: ['because'] }, { state: 'accepted', reasons: ['blurred'] }, { state: 'superseded' }]) expect([body, (await judge(id, body)).status]).toEqual([body, 400]);
    expect((await judge(id, { state: 'refused', reasons: ['glare'] })).status).toBe(200);
    expect((await judge(id, { state: 'accepted' })).body.data).toMatchObject({ state: 'accepted', reasons: [] });
    expect((await judge('kyd_00000000000000000000000000', { state: 'accepted' })).status).toBe(404);
  });
});
