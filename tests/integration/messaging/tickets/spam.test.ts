import { startServer, type TestServer, type TestUser } from '../../../support/index.ts';
import type { TestStaff } from '../../../access/people.ts';
import { connect, type TestSocket } from '../support/sockets.ts';
import { logSeen, move, openDesk, openTicket, own, reply, say, seen, told, type Page, type TicketOut } from '../support/tickets.ts';

const DAY_SECONDS = 86_400;

/** What may differ between any two tickets: ids, numbers, and the moment. */
const withoutNames = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value)
      .replace(/"(?:tkt|room|msg|c|req)[_-][0-9a-z]+"/g, '"<id>"')
      .replace(/"number":\d+/g, '"number":0')
      .replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"<time>"'),
  ) as unknown;

describe('a ticket that staff take for spam', () => {
  let server: TestServer;
  let customer: TestUser;
  let ada: TestStaff;
  let socket: TestSocket;
  beforeAll(async () => {
    server = await startServer();
    ({ customer, ada } = await openDesk(server));
    socket = await connect(server.url, customer);
  });

  const act = (path: string, body?: object) => customer.http.post<unknown>(`/api/tickets/${path}`, body ? { body } : {});
  const list = async (state: string) => (await customer.http.get<Page<TicketOut>>(`/api/tickets?state=${state}`)).body.data.map(({ id }) => id);
  const later = (days: number) => server.run((_strapi, seconds, { kernel }) => kernel.clock.advanceSeconds(seconds), days * DAY_SECONDS);

  /** All that its customer can see of a ticket. */
  async function view({ id, roomId }: TicketOut) {
    const states = ['new', 'open', 'waiting_on_customer', 'waiting_on_us', 'resolved', 'closed', 'merged'];
    const lists: [string, boolean][] = [];
    for (const state of states) lists.push([state, (await list(state)).includes(id)]);
    const room = await customer.http.get<{ data: object }>(`/api/rooms/${roomId}`);
    const events = await customer.http.get<object>(`/api/rooms/${roomId}/events?limit=200`);
    return { ticket: await own(customer, id), lists, room: room.body.data, events: events.body, synced: await socket.ask('room:sync', { rooms: { [roomId]: 0 } }), heard: socket.events(roomId) };
  }

  /** Does the same to both, and has them answer alike. */
  async function alike(twins: readonly [TicketOut, TicketOut], what: string, does: (ticket: TicketOut) => Promise<unknown>) {
    const [one, other] = [await does(twins[0]), await does(twins[1])];
    expect([what, withoutNames(other)]).toEqual([what, withoutNames(one)]);
  }

  const outcome = async (answer: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await answer;
    return { status, body };
  };

  it.each([
    ['nobody has looked at', () => Promise.resolve()],
    ['was answered', (ticket: TicketOut) => reply(ada, ticket.id).then(() => undefined)],
    ['was resolved', (ticket: TicketOut) => move(ada, ticket.id, 'resolved').then(() => undefined)],
  ])('cannot be told from one that was closed, whatever its customer does: one that %s', async (_what, before) => {
    const twins = [await openTicket(customer), await openTicket(customer)] as const;
    for (const ticket of twins) {
      await socket.ask('room:join', { roomId: ticket.roomId });
      await before(ticket);
    }
    await move(ada, twins[0].id, 'closed');
    await move(ada, twins[1].id, 'spam');
    await alike(twins, 'at first sight', view);
    await alike(twins, 'rated', ({ id }) => outcome(act(`${id}/rating`, { rating: 1, comment: 'Slow' })));
    await alike(twins, 'rated again', ({ id }) => outcome(act(`${id}/rating`, { rating: 2 })));
    await alike(twins, 'closed once more', ({ id }) => outcome(act(`${id}/close`)));
    await alike(twins, 'written in', ({ roomId }) => outcome(say(customer, roomId, 'It is not done.')));
    await alike(twins, 'after a word', view);
    await alike(twins, 'rated while it is open', ({ id }) => outcome(act(`${id}/rating`, { rating: 5 })));
    await alike(twins, 'opened while it is open', ({ id }) => outcome(act(`${id}/reopen`)));
    await alike(twins, 'closed', ({ id }) => outcome(act(`${id}/close`)));
    await alike(twins, 'opened again', ({ id }) => outcome(act(`${id}/reopen`)));
    await alike(twins, 'closed at last', ({ id }) => outcome(act(`${id}/close`)));
    await alike(twins, 'in the end', view);
  });

  it('cannot be told from it after the time for opening it again, either', async () => {
    const twins = [await openTicket(customer), await openTicket(customer)] as const;
    await move(ada, twins[0].id, 'closed');
    await move(ada, twins[1].id, 'spam');
    await later(15);
    await alike(twins, 'written in', ({ roomId }) => outcome(say(customer, roomId)));
    await alike(twins, 'opened', ({ id }) => outcome(act(`${id}/reopen`)));
    await alike(twins, 'rated', ({ id }) => outcome(act(`${id}/rating`, { rating: 1 })));
    await alike(twins, 'looked at', view);
    expect((await outcome(say(customer, twins[1].roomId))).status).toBe(409);
  });

  it('stays spam for us, and calls nobody, whatever its customer does', async () => {
    const ticket = await openTicket(customer);
    await move(ada, ticket.id, 'spam');
    const events = (await told(server, ticket.id)).map(({ type }) => type);
    await say(customer, ticket.roomId, 'Buy!');
    await act(`${ticket.id}/close`);
    await act(`${ticket.id}/rating`, { rating: 1 });
    expect((await told(server, ticket.id)).map(({ type }) => type)).toEqual(events);
    expect(await seen(ada, ticket.id)).toMatchObject({ state: 'spam', moves: ['open'], sla: null });
    expect((await logSeen(ada, ticket.id, 'conversation')).filter(({ type }) => type === 'message.created').at(-1)?.data.text).toBe('Buy!');
  });

  it('is a ticket like any other once somebody takes that back', async () => {
    const ticket = await openTicket(customer);
    await move(ada, ticket.id, 'spam');
    await say(customer, ticket.roomId, 'I am no machine.');
    expect((await own(customer, ticket.id)).state).toBe('waiting_on_us');
    await move(ada, ticket.id, 'open');
    expect(await own(customer, ticket.id)).toMatchObject({ state: 'open', closedAt: null, resolvedAt: null, reopenUntil: null });
    expect((await logSeen(ada, ticket.id, 'staff')).filter(({ type }) => type === 'ticket.spam_marked').map(({ data }) => data.isSpam)).toEqual([true, false]);
    expect(JSON.stringify(await view(ticket))).not.toContain('spam');
  });
});
