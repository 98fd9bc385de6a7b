import type { TestStaff } from '../../../access/people.ts';
import { eventually, startServer, type TestServer, type TestUser } from '../../../support/index.ts';
import { logOf, newClientId } from '../support/rooms.ts';
import { codeOf, move, openDesk, openTicket, own, type One } from '../support/tickets.ts';

interface Scheduled {
  id: string;
  authorId: string;
  text: string;
  sendAt: string;
  failedCode: string | null;
}

describe('an answer that is sent later', () => {
  let server: TestServer;
  let customer: TestUser;
  let ada: TestStaff;
  let ben: TestStaff;
  beforeAll(async () => {
    server = await startServer();
    ({ customer, ada, ben } = await openDesk(server));
  });

  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const schedule = (id: string, body: object, staff = ada) =>
    staff.http.post<One<Scheduled>>(`/messaging/tickets/${id}/scheduled`, { body: { clientMessageId: newClientId(), text: 'Good morning.', sendAt: inHours(2), ...body } });
  const list = async (id: string) => (await ada.http.get<{ data: Scheduled[] }>(`/messaging/tickets/${id}/scheduled`)).body.data;
  const texts = async (roomId: string) => (await logOf(server, roomId)).filter(({ type, actor }) => type === 'message.created' && actor !== customer.id).map(({ actor }) => actor);
  const isThere = (ticketRoom: string, ...authors: string[]) => eventually(async () => JSON.stringify(await texts(ticketRoom)) === JSON.stringify(authors), { timeoutMs: 30_000 });

  it('waits, once however often it is asked for, and can be taken back', async () => {
    const ticket = await openTicket(customer);
    const body = { clientMessageId: newClientId(), sendAt: inHours(2) };
    const [first, second] = [await schedule(ticket.id, body), await schedule(ticket.id, body)];
    expect(second.body.data).toEqual(first.body.data);
    expect(await list(ticket.id)).toEqual([{ id: first.body.data.id, authorId: ada.id, text: 'Good morning.', sendAt: body.sendAt, failedCode: null }]);
    const cancel = () => ben.http.delete(`/messaging/tickets/${ticket.id}/scheduled/${first.body.data.id}`);
    expect([(await cancel()).status, (await cancel()).status, await list(ticket.id)]).toEqual([204, 404, []]);
    expect(codeOf(await schedule(ticket.id, { sendAt: inHours(-1) }))).toEqual([409, 'TICKET_SCHEDULE_REFUSED']);
  });

  it('is sent as its author when its time has come, once, by whichever of two servers, and moves the ticket; one that is refused says why', async () => {
    const other = await startServer({ database: server.databaseUrl });
    const [ticket, closed, demoted] = [await openTicket(customer), await openTicket(customer), await openTicket(customer)];
    await schedule(ticket.id, {});
    await schedule(closed.id, {});
    await schedule(demoted.id, {}, ben);
    await move(ada, closed.id, 'closed');
    await server.db.query('UPDATE admin_users SET is_active = false WHERE document_id = $1', [ben.id]);
    await Promise.all([server, other].map((one) => one.run((_strapi, seconds, { kernel }) => kernel.clock.advanceSeconds(seconds), 3 * 3_600)));
    await isThere(ticket.roomId, ada.id);
    expect(await own(customer, ticket.id)).toMatchObject({ state: 'waiting_on_customer', unread: 1 });
    await eventually(async () => (await list(closed.id))[0]?.failedCode === 'TICKET_CLOSED' && (await list(demoted.id))[0]?.failedCode === 'TICKET_ASSIGNEE_UNKNOWN', { timeoutMs: 30_000 });
    expect([await list(ticket.id), await texts(ticket.roomId), await texts(closed.roomId), await texts(demoted.roomId)]).toEqual([[], [ada.id], [], []]);
  });
});
