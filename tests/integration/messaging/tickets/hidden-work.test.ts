import { startServer, type TestServer, type TestUser } from '../../../support/index.ts';
import type { TestStaff } from '../../../access/people.ts';
import { label, move, note, openDesk, openTicket, own, reply, say, seen, type TicketOut } from '../support/tickets.ts';

describe('what staff do among themselves', () => {
  let server: TestServer;
  let customer: TestUser;
  let ada: TestStaff;
  let ben: TestStaff;
  beforeAll(async () => {
    server = await startServer();
    ({ customer, ada, ben } = await openDesk(server));
  });

  const view = async ({ id, roomId }: TicketOut) => ({
    ticket: await own(customer, id),
    list: (await customer.http.get<{ data: TicketOut[] }>('/api/tickets')).body,
    room: (await customer.http.get<{ data: object }>(`/api/rooms/${roomId}`)).body,
    rooms: (await customer.http.get<{ data: object }>('/api/rooms')).body,
    events: (await customer.http.get<{ data: object }>(`/api/rooms/${roomId}/events`)).body,
  });
  const assign = (ticket: TicketOut, assigneeId: string | null) => ada.http.put(`/messaging/tickets/${ticket.id}/assignee`, { body: { assigneeId, team: 'payments' } });

  it.each<[string, (ticket: TicketOut) => Promise<{ status: number }>]>([
    ['a note', ({ id }) => note(ada, id)],
    ['another assignee', (ticket) => assign(ticket, ben.id)],
    ['nobody to work on it', (ticket) => assign(ticket, null)],
    ['tags', (ticket) => label(ada, ticket, { tags: ['vip'] })],
    ['a later time', ({ id }) => ada.http.put(`/messaging/tickets/${id}/snooze`, { body: { until: new Date(Date.now() + 86_400_000).toISOString() } })],
    ['an answer for later', ({ id }) => ada.http.post(`/messaging/tickets/${id}/scheduled`, { body: { clientMessageId: 'later', text: 'Later', sendAt: new Date(Date.now() + 86_400_000).toISOString() } })],
  ])('moves nothing that their customer sees: %s', async (_what, work) => {
    const ticket = await openTicket(customer);
    await assign(ticket, ada.id);
    const [before, inside] = [await view(ticket), await seen(ada, ticket.id)];
    expect((await work(ticket)).status).toBeLessThan(300);
    expect(await view(ticket)).toEqual(before);
    expect((await seen(ada, ticket.id)).updatedAt >= inside.updatedAt).toBe(true);
  });

  it.each<[string, (ticket: TicketOut) => Promise<{ status: number }>]>([
    ['an answer', ({ id }) => reply(ada, id)],
    ['a word of their own', ({ roomId }) => say(customer, roomId)],
    ['another state', ({ id }) => move(ada, id, 'resolved')],
    ['another priority', (ticket) => label(ada, ticket, { priority: 'urgent' })],
    ['another category', (ticket) => label(ada, ticket, { category: 'refunds' })],
  ])('moves the time of the ticket where they may see it: %s', async (_what, work) => {
    const ticket = await openTicket(customer);
    const before = await own(customer, ticket.id);
    expect((await work(ticket)).status).toBeLessThan(300);
    const after = await own(customer, ticket.id);
    expect(Date.parse(after.updatedAt)).toBeGreaterThan(Date.parse(before.updatedAt));
  });
});
