import { createStaff, type TestStaff } from '../../../access/people.ts';
import { createUser, eventually, startServer, type TestServer, type TestUser } from '../../../support/index.ts';
import { PDF, photo, SECRET_PLACE, storedFiles, uploaded, uploadTo } from '../support/attachments.ts';
import { newClientId, upTo } from '../support/rooms.ts';
import { connect } from '../support/sockets.ts';
import { discard, linkFor, staffUpload, staffUploaded } from '../support/ticket-files.ts';
import { codeOf, logSeen, openDesk, openTicket, type TicketOut } from '../support/tickets.ts';

describe('a file in a ticket', () => {
  let server: TestServer;
  let customer: TestUser;
  let ada: TestStaff;
  let ben: TestStaff;
  let ticket: TicketOut;
  beforeAll(async () => {
    server = await startServer();
    ({ customer, ada, ben } = await openDesk(server));
    ticket = await openTicket(customer);
  });

  const write = (staff: TestStaff, what: 'replies' | 'notes', attachments: readonly string[], id = ticket.id) =>
    staff.http.post<{ data: { messageId: string } }>(`/messaging/tickets/${id}/${what}`, { body: { clientMessageId: newClientId(), text: '', attachments } });
  const readings = async (id: string) => (await server.db.query<{ actor: string; data: object }>(`SELECT actor, data FROM audit_entries WHERE action = 'attachment.read' AND subject_id = $1 ORDER BY seq`, [id])).rows;

  it('goes to the customer with an answer, by somebody who has not written there before', async () => {
    const file = await staffUploaded(ada, ticket.id, 'conversation', await photo(), '../the card.jpg');
    expect(file).toEqual({ id: expect.stringMatching(/^att_/), name: 'the card.jpg', mediaType: 'image/jpeg', sizeBytes: expect.any(Number) });
    expect((await write(ada, 'replies', [file.id])).status).toBe(201);
    const { body } = await customer.http.get<{ data: { url: string } }>(`/api/attachments/${file.id}`);
    const got = Buffer.from(await (await fetch(body.data.url)).arrayBuffer());
    expect([got.length, got.includes(SECRET_PLACE)]).toEqual([file.sizeBytes, false]);
    expect((await logSeen(ben, ticket.id, 'conversation')).findLast(({ type }) => type === 'message.created')?.data.attachments).toEqual([file]);
  });

  it('goes with an answer over the socket as well', async () => {
    const socket = await connect(server.url, { jwt: ada.token }, { namespace: '/staff' });
    const file = await staffUploaded(ada, ticket.id, 'conversation');
    expect(await socket.ask('message:send', { roomId: ticket.roomId, clientMessageId: newClientId(), text: '', attachments: [file.id] })).toMatchObject({ ok: true });
    socket.close();
  });

  it('of the customer is read by staff, through a link of their own, and each reading is recorded before it', async () => {
    const file = await uploaded(customer, ticket.roomId);
    await customer.http.post(`/api/rooms/${ticket.roomId}/messages`, { body: { clientMessageId: newClientId(), text: '', attachments: [file.id] } });
    const url = await linkFor(ben, ticket.id, file.id);
    expect(await readings(file.id)).toEqual([]);
    const answer = await fetch(url);
    expect(Buffer.from(await answer.arrayBuffer()).equals(PDF)).toBe(true);
    expect([answer.headers.get('content-disposition'), answer.headers.get('cache-control')]).toEqual(['attachment; filename="receipt.pdf"', 'private, no-store']);
    await fetch(url);
    const read = { actor: `staff:${ben.id}`, data: { ticketId: ticket.id } };
    expect(await readings(file.id)).toEqual([read, read]);
  });

  it('of a note is read by staff, and by nobody else', async () => {
    const file = await staffUploaded(ada, ticket.id, 'staff', Buffer.from('A known fraudster.'), 'scan.txt');
    expect((await write(ada, 'notes', [file.id])).status).toBe(201);
    expect(await (await fetch(await linkFor(ben, ticket.id, file.id))).text()).toBe('A known fraudster.');
    for (const stranger of [customer, await createUser(server)]) expect(codeOf(await stranger.http.get(`/api/attachments/${file.id}`))).toEqual([404, 'KERNEL_NOT_FOUND']);
    const forged = new URL(await linkFor(ben, ticket.id, file.id));
    forged.searchParams.set('viewer', customer.id);
    expect((await fetch(forged)).status).toBe(404);
  });

  it('is of the room that it was uploaded for: nothing slips from a note into an answer', async () => {
    const [forNote, forAnswer] = [await staffUploaded(ada, ticket.id, 'staff'), await staffUploaded(ada, ticket.id, 'conversation')];
    const other = await openTicket(customer);
    expect(codeOf(await write(ada, 'replies', [forNote.id]))).toEqual([422, 'MESSAGING_ATTACHMENT_UNKNOWN']);
    expect(codeOf(await write(ada, 'notes', [forAnswer.id]))).toEqual([422, 'MESSAGING_ATTACHMENT_UNKNOWN']);
    expect(codeOf(await write(ada, 'replies', [forAnswer.id], other.id))).toEqual([422, 'MESSAGING_ATTACHMENT_UNKNOWN']);
    expect(codeOf(await write(ben, 'replies', [forAnswer.id]))).toEqual([422, 'MESSAGING_ATTACHMENT_UNKNOWN']);
    expect(codeOf(await ada.http.get(`/messaging/tickets/${other.id}/attachments/${forAnswer.id}`))).toEqual([404, 'KERNEL_NOT_FOUND']);
  });

  it('that was not sent is its uploader’s alone, who may take it back; then nothing of it is left', async () => {
    const file = await staffUploaded(ada, ticket.id, 'conversation', Buffer.from('The wrong file'), 'wrong.txt');
    const { rows } = await server.db.query<{ object: string }>('SELECT object FROM attachments WHERE id = $1', [file.id]);
    const object = rows[0]?.object ?? '';
    const nothing = await ben.http.get(`/messaging/tickets/${ticket.id}/attachments/att_${'0'.repeat(26)}`);
    const bens = await ben.http.get(`/messaging/tickets/${ticket.id}/attachments/${file.id}`);
    expect([bens.status, bens.body]).toEqual([404, nothing.body]);
    expect((await discard(ben, ticket.id, file.id)).status).toBe(404);
    expect(await (await fetch(await linkFor(ada, ticket.id, file.id))).text()).toBe('The wrong file');
    const answers = await Promise.all(upTo(3).map(() => discard(ada, ticket.id, file.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
    expect(codeOf(await write(ada, 'replies', [file.id]))).toEqual([422, 'MESSAGING_ATTACHMENT_UNKNOWN']);
    await eventually(() => !storedFiles(server).includes(object));
  });

  it('that is sent and taken back at the same moment is one or the other', async () => {
    for (let round = 0; round < 5; round += 1) {
      const file = await staffUploaded(ada, ticket.id, 'conversation');
      const [sent, gone] = await Promise.all([write(ada, 'replies', [file.id]), discard(ada, ticket.id, file.id)]);
      expect([[201, 404], [422, 204]]).toContainEqual([sent.status, gone.status]);
      expect((await fetch(await linkFor(ada, ticket.id, file.id).catch(() => `${server.url}/api/nothing`))).status).toBe(sent.status === 201 ? 200 : 404);
    }
  });

  it('is nothing for staff who may not see tickets, from the moment that they may not, even by a link that they have', async () => {
    const eve = await createStaff(server, 'mangrove-moderator');
    const file = await staffUploaded(eve, ticket.id, 'conversation');
    expect((await write(eve, 'replies', [file.id])).status).toBe(201);
    const url = await linkFor(eve, ticket.id, file.id);
    expect((await fetch(url)).status).toBe(200);
    await server.db.query('UPDATE admin_users SET is_active = false WHERE document_id = $1', [eve.id]);
    expect((await fetch(url)).status).toBe(404);
    const outsider = await createStaff(server);
    expect(codeOf(await staffUpload(outsider, ticket.id, 'conversation', PDF))).toEqual([403, 'KERNEL_FORBIDDEN']);
    expect(codeOf(await outsider.http.get(`/messaging/tickets/${ticket.id}/attachments/${file.id}`))).toEqual([403, 'KERNEL_FORBIDDEN']);
  });

  it('is looked at like every other upload, at every spelling of the address', async () => {
    expect(codeOf(await staffUpload(ada, ticket.id, 'staff', Buffer.from('<!DOCTYPE html><script>alert(1)</script>'), 'photo.png'))).toEqual([415, 'MESSAGING_ATTACHMENT_TYPE']);
    expect(codeOf(await staffUpload(ada, `tkt_${'0'.repeat(26)}`, 'staff', PDF))).toEqual([404, 'KERNEL_NOT_FOUND']);
    expect(codeOf(await ada.http.post(`/messaging/tickets/${ticket.id}/attachments?room=cellar&name=x`, { body: PDF }))).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
    const form = { body: PDF, headers: { 'content-type': 'multipart/form-data; boundary=x' } };
    for (const path of [`/messaging/tickets/${ticket.id}/attachments/`, `/Messaging/Tickets/${ticket.id}/Attachments`]) expect((await ada.http.post(`${path}?room=staff&name=x`, form)).status).toBe(201);
    expect((await uploadTo(customer, ticket.roomId, PDF)).status).toBe(201);
    expect((await customer.http.post(`/api/Attachments/?roomId=${ticket.roomId}&name=x`, form)).status).toBe(201);
  });
});
