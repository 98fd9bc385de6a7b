import { createStaff, type TestStaff } from '../../../access/people.ts';
import { eventually, type HttpClient } from '../../../support/index.ts';
import { PDF, type AttachmentOut } from '../support/attachments.ts';
import { answering, openPostOffice, type PostOffice } from '../support/mail.ts';
import { newClientId, upTo } from '../support/rooms.ts';
import { codeOf, logSeen, note, reply, say, seen, told, type Page, type TicketOut } from '../support/tickets.ts';

const PASSWORD = 'Tidal-Rhizome-7391';
let number = 0;

describe('a guest who registers', () => {
  let post: PostOffice;
  let staff: TestStaff;
  beforeAll(async () => {
    post = await openPostOffice({ REGISTER_LIMIT_PER_ADDRESS: '1000' });
    staff = await createStaff(post.server, 'mangrove-moderator');
    await askForConfirmation(true);
  });

  const askForConfirmation = (isAsked: boolean) =>
    post.server.run(async (strapi, email_confirmation) => {
      const store = strapi.store({ type: 'plugin', name: 'users-permissions', key: 'advanced' });
      await store.set({ value: { ...((await store.get({})) as object), email_confirmation } });
    }, isAsked);
  const somebody = () => `guest-${(number += 1)}@example.org`;
  const asked = async (from: string, mail: object = {}) => (await post.sent({ from, ...mail })).ticket ?? '';
  /** @returns the id of the account. */
  const register = async (email: string) => {
    const { status, body } = await post.server.http.post<{ user: { id: string } }>('/api/auth/local/register', { body: { username: `user-${newClientId().replace(/\W/g, '')}`, email, password: PASSWORD } });
    expect(status).toBe(200);
    return body.user.id;
  };
  const codeFor = async (email: string) => /confirmation=([\w-]+)/.exec((await post.next(email)).text)?.[1] ?? '';
  const confirm = (code: string) => post.server.http.get(`/api/auth/email-confirmation?confirmation=${code}`);
  const signedIn = async (email: string): Promise<HttpClient> => {
    const { body } = await post.server.http.post<{ jwt: string }>('/api/auth/local', { body: { identifier: email, password: PASSWORD } });
    return post.server.http.with({ token: body.jwt });
  };
  const requesterOf = async (id: string) => (await seen(staff, id)).requester.id;
  const passed = (id: string, userId: string) => eventually(async () => (await requesterOf(id)) === userId, { timeoutMs: 20_000 });
  const inherit = (userId: string) => post.server.run((strapi, id, { load }) => load<typeof import('#messaging')>('#messaging').inheritGuestTickets(strapi, id), userId);
  /** Everything that is told of the account has been heard. */
  const heard = async () => {
    await eventually(async () => (await post.server.db.query(`SELECT FROM jobs.job WHERE name LIKE '%guest-tickets%' AND state IN ('created', 'active', 'retry')`)).rows.length === 0);
  };

  it('with the address that they wrote from, and confirms it, finds their tickets: all that was said, with its files', async () => {
    const email = somebody();
    const first = await asked(email, { attachments: [{ filename: 'bill.pdf', content: PDF }] });
    await reply(staff, first, 'Which card was it?');
    const mail = await post.next(email);
    await note(staff, first, 'Looks like fraud.');
    const second = await asked(email, { subject: 'Another matter' });
    const guestId = await requesterOf(first);

    const userId = await register(email);
    const code = await codeFor(email);
    expect([await requesterOf(first), await requesterOf(second)]).toEqual([guestId, guestId]);
    expect((await confirm(code)).status).toBe(302);
    for (const id of [first, second]) await passed(id, userId);

    const account = await signedIn(email);
    const { body } = await account.get<Page<TicketOut>>('/api/tickets');
    expect(body.data.map(({ id }) => id)).toEqual([second, first]);
    const roomId = body.data[1]?.roomId ?? '';
    const log = await account.get<{ data: { type: string; data: { text?: string; attachments?: AttachmentOut[] } }[] }>(`/api/rooms/${roomId}/events?since=0`);
    const messages = log.body.data.filter(({ type }) => type === 'message.created').map(({ data }) => data);
    expect(messages.map(({ text }) => text)).toEqual(['Where is it?', 'Which card was it?']);
    const link = await account.get<{ data: { url: string } }>(`/api/attachments/${messages[0]?.attachments?.[0]?.id}`);
    expect(Buffer.from(await (await fetch(link.body.data.url)).arrayBuffer()).equals(PDF)).toBe(true);
    expect(JSON.stringify(log.body)).not.toContain('fraud');

    // It goes on, in the application and by mail alike.
    expect((await say({ http: account }, roomId, 'Visa.')).status).toBe(201);
    expect(await post.sent({ from: email, ...answering(mail, 'Ends in 4081.') })).toMatchObject({ outcome: 'written', ticket: first });
    const said = (await logSeen(staff, first, 'conversation')).filter(({ type }) => type === 'message.created').map(({ actorId, data }) => [actorId, data.text]);
    expect(said).toEqual([[guestId, 'Where is it?'], [staff.id, 'Which card was it?'], [userId, 'Visa.'], [userId, 'Ends in 4081.']]);
  });

  it('is told to staff and to whoever reads events, once a ticket', async () => {
    const email = somebody();
    const ticket = await asked(email);
    const guestId = await requesterOf(ticket);
    const userId = await register(email);
    await confirm(await codeFor(email));
    await passed(ticket, userId);
    const changes = (await logSeen(staff, ticket, 'conversation')).slice(-3);
    expect(changes.map(({ type, actorId, data }) => [type, actorId, data])).toEqual([
      ['member.added', 'system', { userIds: [userId] }], ['member.removed', 'system', { userId: guestId, reason: 'left' }], ['ticket.requester_changed', 'system', { from: guestId, to: userId }],
    ]);
    expect((await told(post.server, ticket)).filter(({ type }) => type === 'ticket.inherited')).toEqual([{ type: 'ticket.inherited', payload: { ticketId: ticket, guestId, userId } }]);
    const { rows } = await post.server.db.query('SELECT m.member, m.role FROM room_members m JOIN tickets t ON m.room_id = t.conversation_room_id WHERE t.document_id = $1', [ticket]);
    expect(rows).toEqual([{ member: userId, role: 'member' }]);
  });

  it('has said once what a late copy of their mail says again', async () => {
    const email = somebody();
    const ticket = await asked(email);
    await reply(staff, ticket, 'Which card was it?');
    const visa = { from: email, messageId: '<visa@example.org>', ...answering(await post.next(email), 'Visa.') };
    await post.sent(visa);
    const userId = await register(email);
    await confirm(await codeFor(email));
    await passed(ticket, userId);
    expect(await post.sent({ ...visa, headers: { 'X-Copy': '2' } })).toEqual({ outcome: 'written', reason: null, ticket });
    expect((await logSeen(staff, ticket, 'conversation')).filter(({ data }) => data.text === 'Visa.')).toHaveLength(1);
  });

  it('gets each ticket once, however often and at how many places at once it is tried, while it goes on', async () => {
    const email = somebody();
    const tickets = [await asked(email), await asked(email, { subject: 'Another' })];
    const userId = await register(email);
    await codeFor(email);
    await post.server.db.query('UPDATE up_users SET confirmed = true WHERE document_id = $1', [userId]);
    const [answers] = await Promise.all([Promise.all(upTo(5).map((n) => reply(staff, tickets[n % 2] ?? '', `Answer ${n}`))), ...upTo(5).map(() => inherit(userId))]);
    expect(answers.map(({ status }) => status)).toEqual(upTo(5).map(() => 201));
    for (const ticket of tickets) {
      expect(await requesterOf(ticket)).toBe(userId);
      expect((await logSeen(staff, ticket, 'conversation')).filter(({ type }) => type === 'ticket.requester_changed')).toHaveLength(1);
    }
    // As after a crash between two of them: a repeat goes on with what has not passed.
    const third = await asked(email, { subject: 'A third' });
    expect(await requesterOf(third)).toMatch(/^gst_/);
    await inherit(userId);
    expect(await requesterOf(third)).toBe(userId);
  });

  it('has no ticket by having registered, by being let in unasked, or because staff say so: only by the link in the mail', async () => {
    const email = somebody();
    const ticket = await asked(email);
    const guestId = await requesterOf(ticket);
    const userId = await register(email);
    await inherit(userId);
    expect(await requesterOf(ticket)).toBe(guestId);
    const setConfirmed = (data: object) => post.server.run((strapi, { id, to }) => strapi.db.query('plugin::users-permissions.user').update({ where: { documentId: id }, data: to }), { id: userId, to: data });
    await setConfirmed({ confirmed: true });
    await heard();
    expect(await requesterOf(ticket)).toBe(guestId);
    expect(((await (await signedIn(email)).get<Page<TicketOut>>('/api/tickets')).body).data).toEqual([]);

    await askForConfirmation(false);
    const [other, unasked] = [somebody(), await asked(somebody())];
    const theirs = await asked(other);
    await register(other);
    await heard();
    await askForConfirmation(true);
    expect([await requesterOf(theirs), await requesterOf(unasked)]).toEqual([expect.stringMatching(/^gst_/), expect.stringMatching(/^gst_/)]);
  });

  it('gets nothing while blocked, nothing of another address, and nothing by a code that was mailed to another address', async () => {
    const [email, victim] = [somebody(), somebody()];
    const tickets = [await asked(email), await asked(victim)];
    const userId = await register(email);
    const code = await codeFor(email);
    const change = (data: object) => post.server.run((strapi, { id, to }) => strapi.db.query('plugin::users-permissions.user').update({ where: { documentId: id }, data: to }), { id: userId, to: data });
    await change({ email: victim });
    expect(codeOf(await confirm(code))).toEqual([400, 'ACCOUNT_WRONG_CODE']);
    await change({ email, confirmed: true, blocked: true });
    await inherit(userId);
    for (const ticket of tickets) expect(await requesterOf(ticket)).toMatch(/^gst_/);
    await change({ blocked: false });
    await inherit(userId);
    expect([await requesterOf(tickets[0] ?? ''), await requesterOf(tickets[1] ?? '')]).toEqual([userId, expect.stringMatching(/^gst_/)]);
  });

  it('passes a ticket on by that act alone: PostgreSQL gives none of an account away, and none to another guest', async () => {
    const ticket = await asked(somebody());
    const around = (to: string) => post.server.db.query(`BEGIN; SELECT set_config('mangrove.writer', 'messaging', true); UPDATE tickets SET requester = '${to}' WHERE document_id = '${ticket}'; COMMIT`).finally(() => post.server.db.query('ROLLBACK'));
    const [guest, one, other] = [`gst_${'0'.repeat(26)}`, `usr_${'0'.repeat(26)}`, `usr_${'1'.repeat(26)}`];
    await expect(around(guest)).rejects.toThrow('is its requester’s');
    await around(one);
    for (const to of [other, guest]) await expect(around(to)).rejects.toThrow('is its requester’s');
  });
});
