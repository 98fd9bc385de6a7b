import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { createStaff, type TestStaff } from '../../access/people.ts';
import { createUser, startServer, type TestServer, type TestUser } from '../../support/index.ts';
import { beginApplication, writeAsKyc } from './support/applications.ts';
import { photo, uploaded } from './support/documents.ts';

interface Link {
  url: string;
  expiresAt: string;
}

describe('a document that staff open', () => {
  let server: TestServer;
  let ada: TestUser;
  let reviewer: TestStaff;
  let admin: TestStaff;
  let application: string;
  let id: string;

  beforeAll(async () => {
    server = await startServer();
    ada = await createUser(server);
    [reviewer, admin] = [await createStaff(server, 'mangrove-moderator'), await createStaff(server, 'strapi-super-admin')];
    application = await beginApplication(server, ada.id);
    ({ id } = await uploaded(ada.http, application, await photo()));
  });

  const mint = async (staff = reviewer, documentId = id, purpose = 'review'): Promise<Link> => (await staff.http.post<{ data: Link }>(`/kyc/documents/${documentId}/links`, { body: { purpose } })).body.data;
  const open = (url: string, staff: TestStaff | undefined = reviewer) => fetch(url, { headers: staff ? { authorization: `Bearer ${staff.token}` } : {} });
  const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { error: { code: string } }).error.code];
  const openings = async () => (await admin.http.get<{ data: { id: string; viewer: string; purpose: string }[] }>(`/kyc/documents/${id}/openings`)).body.data;

  it('comes with its viewer and the time all over it, to be saved, kept and run by nobody', async () => {
    const { url, expiresAt } = await mint();
    expect(new Date(expiresAt).getTime() - Date.now()).toBeLessThanOrEqual(60_000);
    const answer = await open(url);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(['content-type', 'content-disposition', 'cache-control', 'x-content-type-options', 'content-security-policy', 'referrer-policy'].map((name) => [name, answer.headers.get(name)]))).toEqual({
      'content-type': 'image/jpeg', 'content-disposition': `attachment; filename="${id}.jpg"`, 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'", 'referrer-policy': 'no-referrer',
    });
    const shown = Buffer.from(await answer.arrayBuffer());
    expect(await sharp(shown).metadata()).toMatchObject({ width: 1_200, height: 800 });
    // Blue paper and black bars: what is red in it is the mark.
    const { data } = await sharp(shown).raw().toBuffer({ resolveWithObject: true });
    let red = 0;
    for (let at = 0; at < data.length; at += 3) if ((data[at] ?? 0) > (data[at + 2] ?? 0) + 25) red += 1;
    expect(red / (data.length / 3)).toBeGreaterThan(0.005);
  });

  it('works once: of two at the same time one gets it', async () => {
    const { url } = await mint();
    const answers = await Promise.all([open(url), open(url)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect(await codeOf(await open(url))).toEqual([410, 'KYC_DOCUMENT_LINK_EXPIRED']);
  });

  it('is for the one who asked: nobody else gets it, and it stays theirs', async () => {
    const { url } = await mint();
    expect(await codeOf(await open(url, admin))).toEqual([404, 'KERNEL_NOT_FOUND']);
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(url, { headers: { authorization: `Bearer ${ada.jwt}` } })).status).toBe(401);
    expect((await open(url)).status).toBe(200);
    expect(await codeOf(await open(url.replace(/token=.*/, `token=${'A'.repeat(43)}`)))).toEqual([404, 'KERNEL_NOT_FOUND']);
  });

  it('is for this document: its token opens no other', async () => {
    const other = await uploaded(ada.http, application, await photo(), { type: 'selfie', side: 'front' });
    const { url } = await mint();
    expect(await codeOf(await open(url.replace(id, other.id)))).toEqual([404, 'KERNEL_NOT_FOUND']);
  });

  it('is good for a minute', async () => {
    const { url } = await mint();
    await server.run((_strapi, _args, { kernel }) => kernel.clock.advanceSeconds(61));
    try {
      expect(await codeOf(await open(url))).toEqual([410, 'KYC_DOCUMENT_LINK_EXPIRED']);
    } finally {
      await server.run((_strapi, _args, { kernel }) => kernel.clock.advanceSeconds(-61));
    }
  });

  it('needs a purpose, a permission, and to be there', async () => {
    for (const body of [{}, { purpose: '' }, { purpose: 'curiosity' }]) expect((await reviewer.http.post(`/kyc/documents/${id}/links`, { body })).status).toBe(400);
    expect((await (await createStaff(server)).http.post(`/kyc/documents/${id}/links`, { body: { purpose: 'review' } })).status).toBe(403);
    expect((await reviewer.http.post('/kyc/documents/kyd_00000000000000000000000000/links', { body: { purpose: 'review' } })).status).toBe(404);
  });

  it('leaves an entry each time, which never goes away, and for each an entry of the audit chain', async () => {
    const before = await openings();
    await open((await mint(reviewer, id, 'complaint')).url);
    const [newest, ...rest] = await openings();
    expect(newest).toMatchObject({ viewer: reviewer.id, purpose: 'complaint' });
    expect(rest).toEqual(before);
    const { body } = await admin.http.get<{ data: { id: string }[] }>(`/kyc/documents/${id}/openings?limit=1&before=${newest?.id ?? ''}`);
    expect(body.data).toEqual(before.slice(0, 1));
    const { rows } = await server.db.query<{ actor: string; data: object }>(`SELECT actor, data FROM audit_entries WHERE action = 'kyc_document.opened' AND subject_id = $1 ORDER BY at DESC LIMIT 1`, [id]);
    expect(rows).toEqual([{ actor: `staff:${reviewer.id}`, data: { applicationId: application, purpose: 'complaint' } }]);
    await expect(server.db.query('DELETE FROM kyc_document_openings')).rejects.toThrow('never changed or removed');
    await expect(server.db.query('UPDATE kyc_document_links SET used_at = NULL')).rejects.toThrow('used once');
    expect((await reviewer.http.get(`/kyc/documents/${id}/openings`)).status).toBe(403);
  });

  it('is marked on every page where it is a PDF', async () => {
    const bill = await PDFDocument.create();
    for (let page = 0; page < 3; page += 1) bill.addPage();
    const document = await uploaded(ada.http, application, Buffer.from(await bill.save()), { type: 'utility_bill', side: 'front', country: 'NG' });
    const answer = await open((await mint(reviewer, document.id)).url);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([200, 'application/pdf', `attachment; filename="${document.id}.pdf"`]);
    const shown = await PDFDocument.load(await answer.arrayBuffer());
    expect(shown.getPages().map((page) => page.node.normalizedEntries().Font?.toString().includes('Helvetica'))).toEqual([true, true, true]);
  });

  it('is gone once its person is forgotten, whatever lies in the store', async () => {
    const ben = await createUser(server);
    const his = await beginApplication(server, ben.id);
    const document = await uploaded(ben.http, his, await photo());
    const { url } = await mint(reviewer, document.id);
    await writeAsKyc(server, ['SELECT mangrove_forget($1)', [[ben.id]]]);
    expect(await codeOf(await open(url))).toEqual([404, 'KERNEL_NOT_FOUND']);
  });
});
