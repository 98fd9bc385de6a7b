import { mkdtempSync, readdirSync, readFileSync, rmSync, watch } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EICAR } from '../../../plugins/kernel/server/src/scanning/conformance.ts';
import { freePort } from '../../../scripts/postgres/free-port.ts';
import { startClamd, type FakeClamd } from '../../support/clamd.ts';
import { createUser, eventually, startServer, stopAfterwards, type TestServer, type TestUser } from '../../support/index.ts';
import { beginApplication, bringToReview, writeAsKyc } from './support/applications.ts';
import { leftOver, listed, photo, TELLTALE, upload, uploaded, type Uploaded } from './support/documents.ts';

const codeOf = ({ status, body }: Uploaded) => [status, body.error?.code];
const filesIn = (folder: string) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));

describe('a document', () => {
  let server: TestServer;
  let scanner: FakeClamd;
  let temporary: string;
  let ada: TestUser;
  let application: string;

  beforeAll(async () => {
    temporary = mkdtempSync(path.join(tmpdir(), 'mangrove-watched-'));
    stopAfterwards(async () => rmSync(temporary, { recursive: true, force: true }));
    scanner = await startClamd();
    server = await startServer({ env: { TMPDIR: temporary, KYC_MALWARE_SCAN: 'required', CLAMD_HOST: scanner.host, CLAMD_PORT: String(scanner.port) } });
  });
  beforeEach(async () => {
    ada = await createUser(server);
    application = await beginApplication(server, ada.id);
  });
  const settled = (documents: number) => eventually(async () => {
    const now = await leftOver(server);
    return now.documents === documents && now.kept === documents && now.waiting === 0;
  });
  const count = async () => (await leftOver(server)).documents;

  it('is never readable on a disk, not even for a moment', async () => {
    const seen = new Set<string>();
    const watcher = watch(temporary, { recursive: true }, (_event, name) => seen.add(String(name)));
    let readable = 0;
    let isOver = false;
    const looking = (async () => {
      for (; !isOver; await new Promise((resolve) => setImmediate(resolve))) {
        for (const file of filesIn(server.objectsFolder)) {
          try {
            const bytes = readFileSync(file);
            if (bytes.includes(TELLTALE) || bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) readable += 1;
          } catch (error) {
            // It was erased between the two.
            if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
          }
        }
      }
    })();
    const picture = Buffer.concat([await photo(), Buffer.from(TELLTALE)]);
    await Promise.all(['passport', 'national_id', 'drivers_license', 'voters_card'].map((type) => uploaded(ada.http, application, picture, { type, side: 'front', country: 'NG' })));
    isOver = true;
    await looking;
    watcher.close();
    expect([...seen]).toEqual([]);
    expect(filesIn(temporary)).toEqual([]);
    expect(readable).toBe(0);
    expect(server.logs()).not.toContain(TELLTALE);
  });

  it('is looked at by the scanner as it came, and taken when that finds nothing', async () => {
    const [before, bytes] = [scanner.seen.length, await photo()];
    const { id } = await uploaded(ada.http, application, bytes);
    expect(scanner.seen.slice(before)).toEqual([bytes.length]);
    const { rows } = await server.db.query<{ scan: string }>('SELECT scan FROM kyc_documents WHERE document_id = $1', [id]);
    expect(rows).toEqual([{ scan: 'clean' }]);
  });

  it('in which malware is found is refused, also behind the end of a picture, and the audit chain says so', async () => {
    const before = await count();
    const dirty = Buffer.concat([await photo(), Buffer.from(EICAR)]);
    expect(codeOf(await upload(ada.http, application, dirty))).toEqual([422, 'KYC_DOCUMENT_INFECTED']);
    const { rows } = await server.db.query<{ data: object }>(`SELECT data FROM audit_entries WHERE action = 'kyc_document.infected' AND subject_id = $1`, [ada.id]);
    expect(rows).toEqual([{ data: { scanner: 'clamd', what: 'Eicar-Test-Signature', applicationId: application, mediaType: 'image/jpeg', sizeBytes: dirty.length } }]);
    await settled(before);
  });

  it('is refused while the scanner is away, and taken when it is back', async () => {
    const before = await count();
    await server.restart({ CLAMD_PORT: String(await freePort()) });
    expect(codeOf(await upload(ada.http, application, await photo()))).toEqual([503, 'KYC_DOCUMENT_UNSCANNED']);
    await settled(before);
    await server.restart({ CLAMD_PORT: String(scanner.port) });
    await uploaded(ada.http, application, await photo());
  });

  it('that is cut in the middle leaves nothing', async () => {
    const before = await count();
    const { hostname, port } = new URL(server.url);
    const socket = createConnection({ host: hostname, port: Number(port) });
    socket.write(`POST /api/kyc/applications/${application}/documents HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ada.jwt}\r\nContent-Type: multipart/form-data; boundary=cut\r\nContent-Length: 900000\r\n\r\n`);
    socket.write('--cut\r\nContent-Disposition: form-data; name="file"; filename="x.jpg"\r\n\r\n');
    socket.write(Buffer.concat([(await photo()).subarray(0, 5_000), Buffer.alloc(300_000)]));
    await eventually(() => filesIn(server.objectsFolder).some((name) => name.endsWith('.part')));
    socket.destroy();
    await settled(before);
    expect(await listed(ada.http, application)).toEqual([]);
  });

  it('whose server dies between its bytes and its row leaves no row, and its bytes are swept', async () => {
    const before = await count();
    const holder = await server.db.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM kyc_applications WHERE document_id = $1 FOR UPDATE', [application]);
    const sending = upload(ada.http, application, await photo()).catch((error: unknown) => error);
    await eventually(async () => ((await server.db.query('SELECT FROM stored_objects WHERE subject = $1', [ada.id])).rowCount ?? 0) > 0);
    await server.kill();
    await holder.query('ROLLBACK');
    holder.release();
    expect(((await sending) as Error).message).toBe('fetch failed');
    await server.restart();
    expect(await leftOver(server)).toMatchObject({ documents: before, kept: before });
    // A day goes by.
    await server.db.query('UPDATE stored_objects SET erase_at = now() WHERE erase_at IS NOT NULL');
    await settled(before);
    await uploaded(ada.http, application, await photo());
  });

  describe('around the code', () => {
    const INSERT = `INSERT INTO kyc_documents (document_id, application_id, person_id, type, side, country, state, reasons, version, object, fingerprint, media_type, size_bytes, scan, created_at, updated_at)
      SELECT 'kyd_' || substr(md5(random()::text), 1, 26), $1, $2, 'passport', 'front', 'NG', 'pending', '[]', 1, $3, 'ff', 'image/jpeg', 1, 'off', now(), now()`;

    it('has bytes that are kept for its person, or there is no row', async () => {
      const ben = await createUser(server);
      const his = await beginApplication(server, ben.id);
      const { id } = await uploaded(ada.http, application, await photo());
      const object = (await server.db.query<{ object: string }>('SELECT object FROM kyc_documents WHERE document_id = $1', [id])).rows[0]?.object;
      await expect(writeAsKyc(server, [INSERT, [his, ben.id, 'obj_nothing']])).rejects.toThrow('has no bytes');
      await expect(writeAsKyc(server, [INSERT, [his, ada.id, 'obj_nothing']])).rejects.toThrow('does not belong to an application');
      await expect(writeAsKyc(server, ['DELETE FROM kyc_documents WHERE document_id = $1', [id]])).rejects.toThrow('stay behind');
      await expect(writeAsKyc(server, ['DELETE FROM kyc_documents WHERE document_id = $1', [id]], ['UPDATE stored_objects SET erase_at = now() WHERE key = $1', [object]])).resolves.toBeUndefined();
    });

    it('never becomes another, skips no step, and is judged for a reason while it is reviewed', async () => {
      const { id } = await uploaded(ada.http, application, await photo());
      const set = (what: string) => writeAsKyc(server, [`UPDATE kyc_documents SET ${what} WHERE document_id = $1`, [id]]);
      const judged = `decided_by = 'stf_x', decided_at = now()`;
      await expect(server.db.query(`UPDATE kyc_documents SET state = 'accepted' WHERE document_id = $1`, [id])).rejects.toThrow('change only through the acts of the kyc plugin');
      for (const what of [`type = 'selfie'`, `object = 'obj_other'`, 'version = 2', `fingerprint = '00'`]) await expect(set(what)).rejects.toThrow('What document');
      await expect(set(`state = 'accepted', ${judged}`)).rejects.toThrow('of an application that is draft does not become accepted');
      await expect(set(`state = 'superseded', reasons = '["blurred"]', ${judged}`)).rejects.toThrow('cannot go from pending to superseded');
      await bringToReview(server, application);
      await expect(set(`state = 'refused', ${judged}`)).rejects.toThrow('kyc_documents_refused_for_a_reason');
      await expect(set(`state = 'accepted'`)).rejects.toThrow('kyc_documents_judged_by_somebody');
      await expect(set(`state = 'accepted', ${judged}`)).resolves.toBeUndefined();
      await expect(writeAsKyc(server, ['DELETE FROM kyc_documents WHERE document_id = $1', [id]])).rejects.toThrow('was handed in and stays');
    });
  });
});

describe('a server that takes documents', () => {
  it('does not start where nobody looks for malware, unless that is said', async () => {
    await expect(startServer({ env: { KYC_MALWARE_SCAN: 'required' } })).rejects.toThrow('CLAMD_HOST: found nothing; expected the name of a machine that looks for malware in documents, or KYC_MALWARE_SCAN=off');
  });
});
