import { EICAR } from '../../../plugins/kernel/server/src/scanning/conformance.ts';
import { createStaff } from '../../access/people.ts';
import { freePort } from '../../../scripts/postgres/free-port.ts';
import { startClamd, type FakeClamd } from '../../support/clamd.ts';
import { createUser, eventually, startServer, type TestServer, type TestUser } from '../../support/index.ts';
import { PDF, rowsOfFiles, storedFiles, uploaded, uploadTo, type Uploaded } from './support/attachments.ts';
import { openPostOffice } from './support/mail.ts';
import { createRoom, newClientId } from './support/rooms.ts';
import { logSeen } from './support/tickets.ts';

const codeOf = ({ status, body }: Uploaded) => [status, body.error?.code];

describe('an upload, where a scanner looks at it', () => {
  let scanner: FakeClamd;
  let server: TestServer;
  let ada: TestUser;
  let roomId: string;
  beforeAll(async () => {
    scanner = await startClamd({ streamMaxLength: 1_000_000 });
    server = await startServer({ env: { CLAMD_HOST: scanner.host, CLAMD_PORT: String(scanner.port) } });
    ada = await createUser(server);
    roomId = await createRoom(ada, [await createUser(server)]);
  });

  const audited = async () =>
    (await server.db.query<{ data: object }>(`SELECT data FROM audit_entries WHERE action = 'attachment.infected' AND subject_id = $1`, [ada.id])).rows.map(({ data }) => data);
  /** Nothing is left of it, neither a row nor a file. */
  const isGone = (before: number) => eventually(async () => ((await rowsOfFiles(server)) === before ? true : undefined));

  it('that is clean is taken, as it would be without, after it was looked at whole', async () => {
    const before = scanner.seen.length;
    const { id, sizeBytes } = await uploaded(ada, roomId);
    expect(scanner.seen.slice(before)).toEqual([sizeBytes]);
    expect((await ada.http.post(`/api/rooms/${roomId}/messages`, { body: { clientMessageId: newClientId(), text: '', attachments: [id] } })).status).toBe(201);
  });

  it('in which something is found is refused, erased and written into the audit chain', async () => {
    const before = await rowsOfFiles(server);
    const files = storedFiles(server).length;
    const dirty = Buffer.concat([PDF, Buffer.from(EICAR)]);
    expect(codeOf(await uploadTo(ada, roomId, dirty))).toEqual([422, 'MESSAGING_ATTACHMENT_INFECTED']);
    expect(codeOf(await uploadTo(ada, roomId, Buffer.from(EICAR), 'note.txt'))).toEqual([422, 'MESSAGING_ATTACHMENT_INFECTED']);
    expect(await audited()).toEqual([
      { scanner: 'clamd', what: 'Eicar-Test-Signature', mediaType: 'application/pdf', sizeBytes: dirty.length },
      { scanner: 'clamd', what: 'Eicar-Test-Signature', mediaType: 'text/plain', sizeBytes: EICAR.length },
    ]);
    await isGone(before);
    await eventually(() => storedFiles(server).length === files);
  });

  it('of which it says nothing that is a verdict is not taken: one that is too large for it', async () => {
    const before = await rowsOfFiles(server);
    expect(codeOf(await uploadTo(ada, roomId, Buffer.concat([PDF, Buffer.alloc(3_000_000, 'x')])))).toEqual([503, 'MESSAGING_ATTACHMENT_UNSCANNED']);
    expect(server.logs()).toMatch(/INSTREAM size limit exceeded|Does its StreamMaxLength let the largest upload through/);
    await isGone(before);
  });

  it('that came by mail stays in the mail where something is found, and its words get through', async () => {
    const post = await openPostOffice({ CLAMD_HOST: scanner.host, CLAMD_PORT: String(scanner.port) });
    const staff = await createStaff(post.server, 'mangrove-moderator');
    const { outcome, ticket } = await post.sent({ from: 'ada@example.org', text: 'My bill.', attachments: [{ filename: 'bill.txt', content: EICAR }, { filename: 'clean.txt', content: 'Paid.' }] });
    expect(outcome).toBe('opened');
    const [message] = (await logSeen(staff, ticket ?? '', 'conversation')).filter(({ type }) => type === 'message.created');
    expect(message?.data.text).toContain('My bill.\n\n[Could not be attached: bill.txt');
    expect(message?.data.attachments).toMatchObject([{ name: 'clean.txt' }]);
    const { rows } = await post.server.db.query<{ subject_type: string }>(`SELECT subject_type FROM audit_entries WHERE action = 'attachment.infected'`);
    expect(rows).toEqual([{ subject_type: 'mail' }]);
  });

  it('is refused while nobody can say, and taken when somebody can again', async () => {
    const port = await freePort();
    const alone = await startServer({ env: { CLAMD_HOST: '127.0.0.1', CLAMD_PORT: String(port) } });
    const ben = await createUser(alone);
    const room = await createRoom(ben, [await createUser(alone)]);
    const before = await rowsOfFiles(alone);
    expect(codeOf(await uploadTo(ben, room, PDF))).toEqual([503, 'MESSAGING_ATTACHMENT_UNSCANNED']);
    expect(alone.logs()).toContain('The malware scanner "clamd" failed');
    await eventually(async () => ((await rowsOfFiles(alone)) === before ? true : undefined));
    await alone.restart({ CLAMD_PORT: String(scanner.port) });
    expect((await uploadTo(ben, room, PDF)).status).toBe(201);
  });
});
