import { createUser, startServer, type TestServer, type TestUser } from '../../../support/index.ts';
import type { TestStaff } from '../../../access/people.ts';
import { logOf, newClientId, upTo } from '../support/rooms.ts';
import { codeOf, move, note, openDesk, openTicket, own, reply, say, seen, told, type One, type Page, type TicketOut } from '../support/tickets.ts';

const DAY_SECONDS = 86_400;
const NOTHING = `tkt_${'0'.repeat(26)}`;

describe('a ticket', () => {
  let server: TestServer;
  let customer: TestUser;
  let ada: TestStaff;
  beforeAll(async () => {
    server = await startServer({ env: { TICKET_NUMBER_START: '5000', TICKET_NUMBER_STEP: '10' } });
    ({ customer, ada } = await openDesk(server));
  });

  describe('when it is opened', () => {
    it('has a number, a conversation with what was asked, and waits for somebody', async () => {
      const ticket = await openTicket(customer, { category: 'refunds', priority: 'high' });
      expect(ticket).toMatchObject({ state: 'new', subject: 'The money has not arrived', category: 'refunds', priority: 'high', channel: 'api', relatesTo: null, unread: 0, agents: [], firstAnsweredAt: null });
      const { body } = await customer.http.get<{ data: { type: string; actorId: string; data: object }[] }>(`/api/rooms/${ticket.roomId}/events`);
      expect(body.data).toMatchObject([
        { type: 'room.created', data: { kind: 'ticket', title: ticket.subject, memberIds: [customer.id] } },
        { type: 'message.created', actorId: customer.id, data: { text: 'I paid yesterday.' } },
      ]);
      expect(await told(server, ticket.id)).toMatchObject([{ type: 'ticket.opened', payload: { ticketId: ticket.id, number: ticket.number, requesterId: customer.id, roomId: ticket.roomId } }]);
    });

    it('gets a number beyond the last, by a step that nobody can guess', async () => {
      const numbers: number[] = [];
      for (let count = 0; count < 8; count += 1) numbers.push((await openTicket(customer)).number);
      const steps = numbers.slice(1).map((number, index) => number - (numbers[index] ?? 0));
      expect(numbers[0]).toBeGreaterThanOrEqual(5_000);
      expect(steps.every((step) => step >= 1 && step <= 10)).toBe(true);
      expect(new Set(steps).size).toBeGreaterThan(1);
    });

    it('is one ticket, however often the same request comes', async () => {
      const headers = { 'Idempotency-Key': newClientId() };
      const open = () => customer.http.post<One<TicketOut>>('/api/tickets', { headers, body: { subject: 'Once', text: 'Only once.' } });
      const [first, second] = [await open(), await open()];
      expect(second.body.data.id).toBe(first.body.data.id);
      // The answer was lost with the process that kept it: the ticket is found by what it was opened with.
      await server.db.query(`DELETE FROM idempotency_keys WHERE key = $1`, [headers['Idempotency-Key']]);
      const third = await open();
      expect([third.status, third.body.data.id]).toEqual([200, first.body.data.id]);
      expect((await logOf(server, first.body.data.roomId)).map(({ seq }) => seq)).toEqual([1, 2]);
    });

    it('by many at once, gets each its own number', async () => {
      const people = await Promise.all(upTo(4).map(() => createUser(server)));
      const tickets = await Promise.all(people.flatMap((person) => upTo(4).map(() => openTicket(person))));
      expect(new Set(tickets.map(({ number }) => number)).size).toBe(16);
    });

    it.each([[{ subject: '' }], [{ subject: 'two\nlines' }], [{ subject: 'x'.repeat(201) }], [{ text: ' ' }], [{ priority: 'panic' }], [{ category: 'Not A Word' }], [{ relatesTo: { type: 'payment', id: '17' } }], [{ state: 'closed' }]])(
      'without sense is refused: %j',
      async (wrong) => {
        const answer = await customer.http.post('/api/tickets', { body: { subject: 'Money', text: 'Where is it?', ...wrong } });
        expect(codeOf(answer)).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
      },
    );

    it('more often than anybody can answer, is refused', async () => {
      const busy = await startServer({ env: { TICKET_LIMIT_PER_REQUESTER: '2' } });
      const person = await createUser(busy);
      await openTicket(person);
      await openTicket(person);
      expect(codeOf(await person.http.post('/api/tickets', { body: { subject: 'Again', text: 'Again' } }))).toEqual([429, 'KERNEL_TOO_MANY_REQUESTS']);
    });
  });

  describe('in its conversation', () => {
    it('waits for the customer after an answer and for us after theirs, each together with its message', async () => {
      const ticket = await openTicket(customer);
      await reply(ada, ticket.id);
      expect(await own(customer, ticket.id)).toMatchObject({ state: 'waiting_on_customer', unread: 1, agents: [{ id: ada.id, name: 'Test' }], firstAnsweredAt: expect.any(String) });
      await say(customer, ticket.roomId);
      expect(await own(customer, ticket.id)).toMatchObject({ state: 'waiting_on_us', unread: 0 });
      const log = await logOf(server, ticket.roomId);
      expect(log.map(({ seq, type }) => [seq, type])).toEqual([
        [1, 'room.created'], [2, 'message.created'], [3, 'member.added'], [4, 'message.created'], [5, 'ticket.state_changed'], [6, 'message.created'], [7, 'ticket.state_changed'],
      ]);
      expect(log[6]).toMatchObject({ actor: customer.id, data: { from: 'waiting_on_customer', to: 'waiting_on_us' } });
      expect((await told(server, ticket.id)).map(({ type, payload }) => [type, payload.isFirst ?? payload.to])).toEqual([
        ['ticket.opened', undefined], ['ticket.answered', true], ['ticket.moved', 'waiting_on_customer'], ['ticket.replied', undefined], ['ticket.moved', 'waiting_on_us'],
      ]);
    });

    it('stores a message that comes twice once, and moves once', async () => {
      const ticket = await openTicket(customer);
      const body = { clientMessageId: newClientId(), text: 'Yes.' };
      const send = () => ada.http.post<One<{ seq: number; messageId: string }>>(`/messaging/tickets/${ticket.id}/replies`, { body });
      const first = await send();
      await move(ada, ticket.id, 'closed');
      const second = await send();
      expect([first.status, second.status]).toEqual([201, 200]);
      expect(second.body.data).toEqual(first.body.data);
      expect(await own(customer, ticket.id)).toMatchObject({ state: 'closed' });
    });

    it('keeps every word and every move in one order without a hole, whoever writes at once', async () => {
      const ticket = await openTicket(customer);
      await Promise.all([...upTo(6).map(() => say(customer, ticket.roomId)), ...upTo(6).map(() => reply(ada, ticket.id)), ...upTo(6).map(() => note(ada, ticket.id))]);
      const log = await logOf(server, ticket.roomId);
      expect(log.map(({ seq }) => seq)).toEqual(upTo(log.length));
      expect(log.filter(({ type }) => type === 'message.created')).toHaveLength(13);
      const moves = log.filter(({ type }) => type === 'ticket.state_changed').map(({ data }) => data as { from: string; to: string });
      expect(moves.slice(1).map(({ from }) => from)).toEqual(moves.slice(0, -1).map(({ to }) => to));
      expect(await own(customer, ticket.id)).toMatchObject({ state: moves.at(-1)?.to });
    });

    it('takes replies to its own messages only', async () => {
      const [ticket, other] = [await openTicket(customer), await openTicket(customer)];
      const [, foreign] = await logOf(server, other.roomId);
      const answer = await ada.http.post(`/messaging/tickets/${ticket.id}/replies`, { body: { clientMessageId: newClientId(), text: 'This?', replyTo: foreign?.message_id } });
      expect(codeOf(answer)).toEqual([422, 'MESSAGING_REPLY_UNKNOWN']);
      // Nothing of the attempt remains, not even that somebody entered.
      expect((await logOf(server, ticket.roomId)).map(({ type }) => type)).toEqual(['room.created', 'message.created']);
    });

    it('is a room of the customer’s like any other, but nobody changes who is in it', async () => {
      const ticket = await openTicket(customer);
      const rooms = await customer.http.get<Page<{ id: string; kind: string }>>('/api/rooms');
      expect(rooms.body.data[0]).toMatchObject({ id: ticket.roomId, kind: 'ticket' });
      const friend = await createUser(server);
      const answers = [
        await customer.http.post(`/api/rooms/${ticket.roomId}/members`, { body: { userIds: [friend.id] } }),
        await customer.http.delete(`/api/rooms/${ticket.roomId}/members/${customer.id}`),
        await customer.http.patch(`/api/rooms/${ticket.roomId}`, { body: { title: 'Mine' } }),
      ];
      expect(answers.map(codeOf)).toEqual(Array(3).fill([409, 'TICKET_ROOM_FIXED']));
    });
  });

  describe('when it is done', () => {
    it('opens again when its customer writes, for some days', async () => {
      const ticket = await openTicket(customer);
      await move(ada, ticket.id, 'resolved');
      const done = await own(customer, ticket.id);
      expect(Date.parse(done.reopenUntil ?? '') - Date.parse(done.resolvedAt ?? '')).toBe(14 * DAY_SECONDS * 1_000);
      await say(customer, ticket.roomId, 'It is not done.');
      expect(await own(customer, ticket.id)).toMatchObject({ state: 'waiting_on_us', resolvedAt: null, reopenUntil: null });
    });

    it('opens again when its customer says so, closed or resolved', async () => {
      const ticket = await openTicket(customer);
      const close = () => customer.http.post<One<TicketOut>>(`/api/tickets/${ticket.id}/close`);
      expect((await close()).body.data).toMatchObject({ state: 'closed', closedAt: expect.any(String) });
      expect((await close()).body.data).toMatchObject({ state: 'closed' });
      const reopened = await customer.http.post<One<TicketOut>>(`/api/tickets/${ticket.id}/reopen`);
      expect(reopened.body.data).toMatchObject({ state: 'waiting_on_us', closedAt: null });
      expect(codeOf(await customer.http.post(`/api/tickets/${ticket.id}/reopen`))).toEqual([409, 'TICKET_NOT_REOPENABLE']);
    });

    it('stays done once that time is over, and takes no word of anybody', async () => {
      const later = await startServer();
      const desk = await openDesk(later);
      const ticket = await openTicket(desk.customer);
      await move(desk.ada, ticket.id, 'closed');
      expect(codeOf(await reply(desk.ada, ticket.id))).toEqual([409, 'TICKET_CLOSED']);
      await later.run((_strapi, seconds, { kernel }) => kernel.clock.advanceSeconds(seconds), 15 * DAY_SECONDS);
      expect(codeOf(await say(desk.customer, ticket.roomId))).toEqual([409, 'TICKET_CLOSED']);
      expect(codeOf(await desk.customer.http.post(`/api/tickets/${ticket.id}/reopen`))).toEqual([409, 'TICKET_NOT_REOPENABLE']);
      expect(await own(desk.customer, ticket.id)).toMatchObject({ state: 'closed' });
    });
  });

  it('is nobody else’s: to a stranger it and its rooms do not exist', async () => {
    const ticket = await openTicket(customer);
    const { staffRoomId } = await seen(ada, ticket.id);
    const stranger = await createUser(server);
    for (const [person, roomId] of [[stranger, ticket.roomId], [stranger, staffRoomId], [customer, staffRoomId]] as const) {
      const [theirs, nobodys] = [await say(person, roomId), await say(person, `room_${'0'.repeat(26)}`)];
      expect([theirs.status, theirs.body]).toEqual([404, nobodys.body]);
    }
    const [theirs, nobodys] = [await stranger.http.get(`/api/tickets/${ticket.id}`), await stranger.http.get(`/api/tickets/${NOTHING}`)];
    expect([theirs.status, theirs.body]).toEqual([404, nobodys.body]);
    expect((await stranger.http.get<Page<TicketOut>>('/api/tickets')).body.data).toEqual([]);
  });

  it('is found in the list of its customer, page by page, by its state', async () => {
    const person = await createUser(server);
    const tickets = [];
    for (let count = 0; count < 5; count += 1) tickets.push(await openTicket(person));
    await person.http.post(`/api/tickets/${tickets[2]?.id ?? ''}/close`);
    const list = async (query: string) => (await person.http.get<Page<TicketOut>>(`/api/tickets?${query}`)).body;
    const first = await list('limit=3');
    const second = await list(`limit=3&cursor=${first.meta.nextCursor ?? ''}`);
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(tickets.map(({ id }) => id).reverse());
    expect([second.meta.nextCursor, (await list('state=closed')).data.map(({ id }) => id)]).toEqual([null, [tickets[2]?.id]]);
    expect(codeOf(await person.http.get('/api/tickets?cursor=made-up'))).toEqual([400, 'KERNEL_CURSOR_WRONG']);
  });
});
