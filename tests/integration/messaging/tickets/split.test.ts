import { randomUUID } from 'node:crypto';
import { createStaff, type TestStaff } from '../../../access/people.ts';
import { createUser, startServer, type TestServer, type TestUser } from '../../../support/index.ts';
import { uploaded } from '../support/attachments.ts';
import { logOf, newClientId } from '../support/rooms.ts';
import { clocksOf } from '../support/sla.ts';
import { codeOf, logSeen, move, note, openDesk, openTicket, own, reply, say, seen, told, type One, type StaffTicketOut, type TicketOut } from '../support/tickets.ts';

describe('splitting a ticket', () => {
  let server: TestServer;
  let customer: TestUser;
  let ada: TestStaff;
  let ben: TestStaff;
  beforeAll(async () => {
    server = await startServer();
    ({ customer, ada, ben } = await openDesk(server));
  });

  const split = (staff: TestStaff, id: string, messageIds: string[], body: object = {}, key = randomUUID()) =>
    staff.http.post<One<StaffTicketOut>>(`/messaging/tickets/${id}/split`, { body: { messageIds, subject: 'Another matter', ...body }, headers: { 'Idempotency-Key': key } });
  const firstMessage = async ({ id }: TicketOut) => String((await logSeen(ada, id, 'conversation')).find(({ type }) => type === 'message.created')?.data.messageId);
  const said = async (answer: ReturnType<typeof say>) => (await answer).body.data.messageId;
  const messages = async (id: string) => (await logSeen(ada, id, 'conversation')).filter(({ type }) => type === 'message.created');

  it('lets chosen messages go on in a ticket of their own, by their authors, in their order, and says where they come from', async () => {
    const ticket = await openTicket(customer, { category: 'refunds' });
    const second = await said(say(customer, ticket.roomId, 'And my card was refused.'));
    const answer = await said(reply(ada, ticket.id, 'Which card?'));
    const third = await said(say(customer, ticket.roomId, 'The blue one.'));
    await say(customer, ticket.roomId, 'Where is my refund?');
    const before = await logSeen(ben, ticket.id, 'conversation');

    const done = await split(ben, ticket.id, [third, second, answer], { subject: 'Card refused', priority: 'high', category: 'cards' });
    expect([done.status, done.body.data]).toEqual([201, expect.objectContaining({ subject: 'Card refused', priority: 'high', category: 'cards', state: 'new', channel: ticket.channel })]);
    const { id, number, roomId, requester } = done.body.data;
    expect([requester.id, id === ticket.id, number > ticket.number]).toEqual([customer.id, false, true]);

    const log = await logSeen(ben, id, 'conversation');
    expect(log.map(({ type }) => type)).toEqual(['room.created', 'ticket.split_off', 'message.created', 'member.added', 'message.created', 'message.created']);
    expect(log[1]).toMatchObject({ actorId: ben.id, data: { ticketId: ticket.id, number: ticket.number, roomId: ticket.roomId } });
    const originals = new Map(before.filter(({ type }) => type === 'message.created').map((event) => [event.data.messageId, event]));
    expect(log.filter(({ type }) => type === 'message.created').map(({ actorId, data }) => [actorId, data.text, data.copiedFrom])).toEqual(
      [[customer.id, 'And my card was refused.', second], [ada.id, 'Which card?', answer], [customer.id, 'The blue one.', third]].map(([author, text, messageId]) => [
        author, text, { roomId: ticket.roomId, messageId, seq: originals.get(messageId)?.seq, at: originals.get(messageId)?.at, attachments: 0 },
      ]),
    );

    // What was there stays, and says what went where; the staff's rooms of both say by whom.
    const after = await logSeen(ben, ticket.id, 'conversation');
    expect(after.slice(0, before.length)).toEqual(before);
    const went = { ticketId: id, number, roomId, messageIds: [second, answer, third] };
    expect(after.slice(before.length).map(({ type, actorId, data }) => [type, actorId, data])).toEqual([['ticket.split', ben.id, went]]);
    expect((await logSeen(ben, ticket.id, 'staff')).at(-1)).toMatchObject({ type: 'ticket.split', actorId: ben.id, data: went });
    expect((await logSeen(ben, id, 'staff')).at(-1)).toMatchObject({ type: 'ticket.split_off', actorId: ben.id, data: { number: ticket.number } });
    expect((await told(server, ticket.id)).at(-1)).toEqual({ type: 'ticket.split', payload: { ticketId: ticket.id, newTicketId: id, messageIds: [second, answer, third], actorId: ben.id } });
    expect((await told(server, id)).map(({ type }) => type)).toEqual(['ticket.opened']);
    expect(await seen(ben, ticket.id)).toMatchObject({ state: 'waiting_on_us', category: 'refunds' });
  });

  it('shows its customer both tickets, in which they go on writing', async () => {
    const ticket = await openTicket(customer);
    const { id, roomId } = (await split(ada, ticket.id, [await firstMessage(ticket)])).body.data;
    expect(await own(customer, id)).toMatchObject({ subject: 'Another matter', state: 'new', agents: [] });
    for (const room of [ticket.roomId, roomId]) expect((await say(customer, room, 'Thank you.')).status).toBe(201);
    expect((await reply(ada, id, 'You are welcome.')).status).toBe(201);
    const page = JSON.stringify((await customer.http.get(`/api/rooms/${roomId}/events?limit=100`)).body);
    expect([page.includes('I paid yesterday.'), page.includes('copiedFrom')]).toEqual([true, true]);
    const stranger = await createUser(server);
    for (const path of [`/api/tickets/${id}`, `/api/rooms/${roomId}`]) expect(codeOf(await stranger.http.get(path))).toEqual([404, 'KERNEL_NOT_FOUND']);
  });

  it('promises from then on, as for any ticket that is opened', async () => {
    const ticket = await openTicket(customer);
    await reply(ada, ticket.id);
    const clocks = await clocksOf(ada, ticket.id);
    const { id } = (await split(ada, ticket.id, [await firstMessage(ticket)])).body.data;
    expect((await clocksOf(ada, id)).map(({ clock, state }) => [clock, state]).sort()).toEqual([['first_response', 'running'], ['resolution', 'running']]);
    expect(await clocksOf(ada, ticket.id)).toEqual(clocks);
  });

  it('keeps priority and category where nothing else is wished, and replies to what went along', async () => {
    const ticket = await openTicket(customer, { priority: 'urgent', category: 'cards' });
    const first = await firstMessage(ticket);
    const stays = await said(say(customer, ticket.roomId, 'Something else.'));
    const answer = (text: string, replyTo: string) => customer.http.post<One<{ messageId: string }>>(`/api/rooms/${ticket.roomId}/messages`, { body: { clientMessageId: newClientId(), text, replyTo } });
    const [along, apart] = [(await answer('To the first', first)).body.data.messageId, (await answer('To the other', stays)).body.data.messageId];
    const { id, priority, category } = (await split(ada, ticket.id, [first, along, apart])).body.data;
    expect([priority, category]).toEqual(['urgent', 'cards']);
    const copies = await messages(id);
    expect(copies.map(({ data }) => data.replyTo)).toEqual([undefined, copies[0]?.data.messageId, undefined]);
  });

  it('leaves files where they are, and says that there are some', async () => {
    const ticket = await openTicket(customer);
    const file = await uploaded(customer, ticket.roomId);
    const sent = await customer.http.post<One<{ messageId: string }>>(`/api/rooms/${ticket.roomId}/messages`, { body: { clientMessageId: newClientId(), text: '', attachments: [file.id] } });
    const { id } = (await split(ada, ticket.id, [sent.body.data.messageId])).body.data;
    const [copy] = await messages(id);
    expect([copy?.data.text, copy?.data.attachments, copy?.data.copiedFrom]).toEqual(['', undefined, expect.objectContaining({ attachments: 1 })]);
    expect((await customer.http.get(`/api/attachments/${file.id}`)).status).toBe(200);
  });

  it('happens once for each message, also when two try at once', async () => {
    const ticket = await openTicket(customer);
    const first = await firstMessage(ticket);
    const answers = await Promise.all([split(ada, ticket.id, [first]), split(ben, ticket.id, [first])]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const [won, lost] = answers.toSorted((one, other) => one.status - other.status);
    expect([lost && codeOf(lost), (lost?.body as unknown as { error: { details: object } }).error.details]).toEqual([[409, 'TICKET_SPLIT_TWICE'], { messageId: first, ticketId: won?.body.data.id }]);
    expect((await logOf(server, ticket.roomId)).filter(({ type }) => type === 'ticket.split')).toHaveLength(1);
    await expect(server.db.query('DELETE FROM ticket_splits')).rejects.toThrow();
  });

  it('is one act, however often it is asked for', async () => {
    const ticket = await openTicket(customer);
    const [first, key] = [await firstMessage(ticket), randomUUID()];
    const one = await split(ada, ticket.id, [first], {}, key);
    const again = await split(ada, ticket.id, [first], {}, key);
    expect([again.status, again.body.data.id]).toEqual([201, one.body.data.id]);
    // Also where the answer to the first was not kept, because the server died with it.
    await server.db.query('DELETE FROM idempotency_keys');
    expect((await split(ada, ticket.id, [first], {}, key)).body.data.id).toBe(one.body.data.id);
    expect(codeOf(await ada.http.post(`/messaging/tickets/${ticket.id}/split`, { body: { messageIds: [first], subject: 'x' } }))).toEqual([400, 'KERNEL_IDEMPOTENCY_KEY_MISSING']);
  });

  it('takes messages of that conversation alone: no notes, no others, none that were deleted', async () => {
    const [ticket, other] = [await openTicket(customer), await openTicket(customer)];
    const first = await firstMessage(ticket);
    const secret = (await note(ada, ticket.id)).body.data.messageId;
    const deleted = await said(say(customer, ticket.roomId, 'Oops'));
    await customer.http.delete(`/api/messages/${deleted}`);
    for (const wrong of [secret, await firstMessage(other), deleted, `msg_${'0'.repeat(26)}`]) expect(codeOf(await split(ada, ticket.id, [first, wrong]))).toEqual([422, 'TICKET_SPLIT_MESSAGE_UNKNOWN']);
    expect(codeOf(await split(ada, ticket.id, [await said(reply(ada, ticket.id))]))).toEqual([422, 'TICKET_SPLIT_WITHOUT_CUSTOMER']);
    for (const body of [{ messageIds: [] }, { messageIds: [first, first] }, { subject: ' ' }, { subject: 'Two\nlines' }]) expect(codeOf(await split(ada, ticket.id, [first], body))).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
    const { rows } = await server.db.query('SELECT count(*)::int AS count FROM ticket_splits WHERE message_id = $1', [first]);
    expect(rows).toEqual([{ count: 0 }]);
    expect((await logOf(server, ticket.roomId)).map(({ type }) => type)).not.toContain('ticket.split');
  });

  it('is over where a ticket was merged or is spam, and nobody’s but who answers tickets', async () => {
    const [merged, into, spam, closed] = [await openTicket(customer), await openTicket(customer), await openTicket(customer), await openTicket(customer)];
    await ada.http.post(`/messaging/tickets/${merged.id}/merge`, { body: { into: into.id } });
    await move(ada, spam.id, 'spam');
    await move(ada, closed.id, 'closed');
    for (const ticket of [merged, spam]) expect(codeOf(await split(ada, ticket.id, [await firstMessage(ticket)]))).toEqual([409, 'TICKET_SPLIT_REFUSED']);
    expect((await split(ada, closed.id, [await firstMessage(closed)])).status).toBe(201);
    const first = await firstMessage(into);
    expect(codeOf(await split(await createStaff(server), into.id, [first]))).toEqual([403, 'KERNEL_FORBIDDEN']);
    expect((await customer.http.post(`/messaging/tickets/${into.id}/split`, { body: { messageIds: [first], subject: 'Mine' } })).status).toBe(401);
    expect(codeOf(await split(ada, `tkt_${'0'.repeat(26)}`, [first]))).toEqual([404, 'KERNEL_NOT_FOUND']);
  });
});
