import type { TestStaff } from '../../../access/people.ts';
import { createUser, eventually, startServer, type TestServer, type TestUser } from '../../../support/index.ts';
import { logOf } from '../support/rooms.ts';
import { codeOf, logSeen, move, openDesk, openTicket, own, reply, say, seen, told, type One, type Page, type StaffTicketOut, type TicketOut } from '../support/tickets.ts';

const DAY_SECONDS = 86_400;

describe('a ticket', () => {
  let server: TestServer;
  let customer: TestUser;
  let ada: TestStaff;
  beforeAll(async () => {
    server = await startServer();
    ({ customer, ada } = await openDesk(server));
  });

  const typesOf = async (roomId: string) => (await logOf(server, roomId)).map(({ type }) => type);

  describe('is rated by its customer', () => {
    const rate = (person: TestUser, { id }: TicketOut, body: object) => person.http.post<One<TicketOut>>(`/api/tickets/${id}/rating`, { body });

    it('once it is done, and again when they change their mind', async () => {
      const ticket = await openTicket(customer);
      expect(codeOf(await rate(customer, ticket, { rating: 5 }))).toEqual([409, 'TICKET_NOT_RATABLE']);
      await move(ada, ticket.id, 'resolved');
      expect((await rate(customer, ticket, { rating: 2, comment: 'Slow' })).body.data).toMatchObject({ rating: 2, ratingComment: 'Slow' });
      await rate(customer, ticket, { rating: 2, comment: 'Slow' });
      expect((await rate(customer, ticket, { rating: 4 })).body.data).toMatchObject({ rating: 4, ratingComment: null });
      const rated = (await logOf(server, ticket.roomId)).filter(({ type }) => type === 'ticket.rated');
      expect(rated.map(({ actor, data }) => [actor, data])).toEqual([[customer.id, { rating: 2 }], [customer.id, { rating: 4 }]]);
      expect((await told(server, ticket.id)).filter(({ type }) => type === 'ticket.rated').map(({ payload }) => payload.rating)).toEqual([2, 4]);
      expect(await seen(ada, ticket.id)).toMatchObject({ rating: 4, state: 'resolved' });
    });

    it('from 1 to 5, and by nobody else', async () => {
      const ticket = await openTicket(customer);
      await customer.http.post(`/api/tickets/${ticket.id}/close`);
      for (const rating of [0, 6, 2.5, '5']) expect(codeOf(await rate(customer, ticket, { rating }))).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
      expect(codeOf(await rate(await createUser(server), ticket, { rating: 1 }))).toEqual([404, 'KERNEL_NOT_FOUND']);
      await expect(server.db.query(`SELECT set_config('mangrove.writer', 'messaging', false); UPDATE tickets SET rating = 9`)).rejects.toThrow(/tickets_rating_known/);
    });

    it('no longer than it could be opened again', async () => {
      const later = await startServer();
      const desk = await openDesk(later);
      const ticket = await openTicket(desk.customer);
      await move(desk.ada, ticket.id, 'closed');
      await later.run((_strapi, seconds, { kernel }) => kernel.clock.advanceSeconds(seconds), 15 * DAY_SECONDS);
      expect(codeOf(await rate(desk.customer, ticket, { rating: 5 }))).toEqual([409, 'TICKET_NOT_RATABLE']);
    });
  });

  describe('is put aside', () => {
    const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const snooze = (id: string, until: string | null, staff = ada) => staff.http.put<One<StaffTicketOut>>(`/messaging/tickets/${id}/snooze`, { body: { until } });

    it('until its customer writes', async () => {
      const ticket = await openTicket(customer);
      const until = inHours(5);
      expect((await snooze(ticket.id, until)).body.data).toMatchObject({ snoozedUntil: until });
      await snooze(ticket.id, until);
      const listed = async (query: string) => (await ada.http.get<Page<StaffTicketOut>>(`/messaging/tickets?requesterId=${customer.id}&limit=100&${query}`)).body.data.map(({ id }) => id);
      expect([(await listed('snoozed=true')).includes(ticket.id), (await listed('snoozed=false')).includes(ticket.id)]).toEqual([true, false]);
      await reply(ada, ticket.id);
      expect(await seen(ada, ticket.id)).toMatchObject({ snoozedUntil: until });
      await say(customer, ticket.roomId);
      expect(await seen(ada, ticket.id)).toMatchObject({ snoozedUntil: null, state: 'waiting_on_us' });
      expect((await logSeen(ada, ticket.id, 'staff')).filter(({ type }) => type === 'ticket.snoozed').map(({ actorId, data }) => [actorId, data.until])).toEqual([[ada.id, until], [customer.id, null]]);
      expect(await typesOf(ticket.roomId)).not.toContain('ticket.snoozed');
    });

    it('or taken up again by hand, or done', async () => {
      const [ticket, other] = [await openTicket(customer), await openTicket(customer)];
      await snooze(ticket.id, inHours(1));
      expect((await snooze(ticket.id, null)).body.data).toMatchObject({ snoozedUntil: null });
      await snooze(other.id, inHours(1));
      expect((await move(ada, other.id, 'resolved')).body.data).toMatchObject({ snoozedUntil: null });
      for (const [id, until] of [[other.id, inHours(1)], [ticket.id, inHours(-1)]] as const) expect(codeOf(await snooze(id, until))).toEqual([409, 'TICKET_SNOOZE_REFUSED']);
    });

    it('until its time has come, also when no server was there then', async () => {
      const later = await startServer();
      const desk = await openDesk(later);
      const ticket = await openTicket(desk.customer);
      await snooze(ticket.id, inHours(2), desk.ada);
      await later.restart();
      expect(await seen(desk.ada, ticket.id)).toMatchObject({ snoozedUntil: expect.any(String) });
      await later.run((_strapi, seconds, { kernel }) => kernel.clock.advanceSeconds(seconds), 3 * 3_600);
      await eventually(async () => (await seen(desk.ada, ticket.id)).snoozedUntil === null, { timeoutMs: 20_000 });
      const woken = (await logSeen(desk.ada, ticket.id, 'staff')).filter(({ type, actorId }) => type === 'ticket.snoozed' && actorId === 'system');
      expect(woken.map(({ data }) => data)).toEqual([{ until: null }]);
    });
  });

  describe('is merged into another of its customer', () => {
    const merge = (id: string, into: string) => ada.http.post<One<StaffTicketOut>>(`/messaging/tickets/${id}/merge`, { body: { into } });

    it('keeps its history, says where it goes on, and takes no word any more', async () => {
      const [from, into] = [await openTicket(customer), await openTicket(customer)];
      await say(customer, from.roomId, 'Hello?');
      expect((await merge(from.id, into.id)).body.data).toMatchObject({ state: 'merged', mergedInto: into.id });
      expect((await merge(from.id, into.id)).status).toBe(200);
      const log = await logOf(server, from.roomId);
      expect(log.map(({ type }) => type)).toEqual(['room.created', 'message.created', 'message.created', 'ticket.state_changed', 'ticket.merged']);
      expect(log.at(-1)?.data).toEqual({ ticketId: into.id, number: into.number, roomId: into.roomId });
      expect((await logOf(server, into.roomId)).at(-1)).toMatchObject({ type: 'ticket.joined', data: { ticketId: from.id, number: from.number } });
      for (const answer of [await say(customer, from.roomId), await reply(ada, from.id)]) {
        expect(codeOf(answer)).toEqual([409, 'TICKET_MERGED']);
        expect((answer.body as unknown as { error: { details: object } }).error.details).toEqual({ ticketId: into.id });
      }
      expect(await own(customer, from.id)).toMatchObject({ state: 'merged', mergedInto: into.id });
      expect((await say(customer, into.roomId)).status).toBe(201);
      expect((await told(server, from.id)).at(-1)).toMatchObject({ type: 'ticket.merged', payload: { intoId: into.id, actorId: ada.id } });
    });

    it('and into nothing else', async () => {
      const [from, closed, theirs] = [await openTicket(customer), await openTicket(customer), await openTicket(await createUser(server))];
      await move(ada, closed.id, 'closed');
      for (const into of [from.id, closed.id, theirs.id]) expect(codeOf(await merge(from.id, into))).toEqual([409, 'TICKET_MERGE_REFUSED']);
      expect(codeOf(await merge(from.id, `tkt_${'0'.repeat(26)}`))).toEqual([404, 'KERNEL_NOT_FOUND']);
      expect(await own(customer, from.id)).toMatchObject({ state: 'new' });
    });

    it('one way only, when two try it both ways at once', async () => {
      const [one, other] = [await openTicket(customer), await openTicket(customer)];
      const answers = await Promise.all([merge(one.id, other.id), merge(other.id, one.id), say(customer, one.roomId), say(customer, other.roomId)]);
      expect(answers.slice(0, 2).map(({ status }) => status).sort()).toEqual([200, 409]);
      expect([(await own(customer, one.id)).state, (await own(customer, other.id)).state].filter((state) => state === 'merged')).toHaveLength(1);
    });
  });
});
