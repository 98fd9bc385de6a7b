import { eventually, startServer, type TestServer } from '../../../support/index.ts';
import { clockOf, createCalendar, createFollowUpRule, HOUR, openSlaDesk, setClock, type SlaDesk } from '../support/sla.ts';
import { logSeen, move, openTicket, own, reply, say, seen, type TicketOut } from '../support/tickets.ts';

/** The 23rd of November 2026 is a Monday; offices in Lagos open at 08:00Z and close at 16:00Z. */
describe('a customer who does not answer', () => {
  let server: TestServer;
  let desk: SlaDesk;
  const texts = async ({ id }: TicketOut) =>
    (await logSeen(desk.agent, id, 'conversation')).flatMap(({ type, actorId, data }) => (type === 'message.created' ? [`${actorId === 'system' ? 'system: ' : ''}${String(data.text)}`] : []));
  /** A ticket that has been answered at that moment. */
  const waiting = async (at: string, body: object = {}): Promise<TicketOut> => {
    await setClock(server, at);
    const ticket = await openTicket(desk.customer, body);
    await reply(desk.agent, ticket.id, 'Which card was it?');
    return ticket;
  };
  const has = (ticket: TicketOut, ...wanted: string[]) => eventually(async () => JSON.stringify(await texts(ticket)) === JSON.stringify(['I paid yesterday.', 'Which card was it?', ...wanted]));

  beforeAll(async () => {
    server = await startServer();
    desk = await openSlaDesk(server);
  });

  it('is waited for, also by rules that are made later', async () => {
    const ticket = await waiting('2026-11-23T09:00:00Z');
    const calendar = await createCalendar(desk.admin);
    await createFollowUpRule(desk.admin, {
      name: 'Everybody', calendarId: calendar.id,
      steps: [{ act: 'remind', afterSeconds: 8 * HOUR, text: 'Are you still there?' }, { act: 'resolve', afterSeconds: 4 * HOUR, text: 'We take it that this is done.' }],
    });
    await setClock(server, '2026-11-24T09:00:00Z');
    await has(ticket, 'system: Are you still there?');
    expect(await own(desk.customer, ticket.id)).toMatchObject({ state: 'waiting_on_customer', unread: 2 });

    await setClock(server, '2026-11-24T13:00:00Z');
    await has(ticket, 'system: Are you still there?', 'system: We take it that this is done.');
    expect(await own(desk.customer, ticket.id)).toMatchObject({ state: 'resolved', resolvedAt: '2026-11-24T13:00:00.000Z' });
    expect(await clockOf(desk.agent, ticket.id, 'resolution')).toMatchObject({ state: 'met' });
  });

  it('opens the ticket again with an answer, and is waited for from the beginning', async () => {
    const ticket = await waiting('2026-11-23T09:00:00Z');
    await setClock(server, '2026-11-24T09:00:00Z');
    await has(ticket, 'system: Are you still there?');
    await say(desk.customer, ticket.roomId, 'The blue one.');
    await setClock(server, '2026-11-26T15:00:00Z');
    await reply(desk.agent, ticket.id, 'Thank you. And the last digits?');
    await setClock(server, '2026-11-27T15:00:00Z');
    await has(ticket, 'system: Are you still there?', 'The blue one.', 'Thank you. And the last digits?', 'system: Are you still there?');
    await move(desk.agent, ticket.id, 'closed');
  });

  it('is reminded late where nobody could do it, and given the whole time after that', async () => {
    const ticket = await waiting('2026-11-16T09:00:00Z');
    await server.kill();
    await server.restart();
    await has(ticket, 'system: Are you still there?');
    const { rows } = await server.db.query<{ step: number; is_ahead: boolean }>('SELECT f.step, f.due_at > now() AS is_ahead FROM ticket_follow_ups f JOIN tickets t ON t.id = f.ticket_id WHERE t.document_id = $1', [ticket.id]);
    expect(rows).toEqual([{ step: 1, is_ahead: true }]);
  });

  it('is treated by the rule that says most about the ticket', async () => {
    await createFollowUpRule(desk.admin, { name: 'Spam traps', category: 'traps', steps: [{ act: 'resolve', afterSeconds: HOUR }] });
    const ticket = await waiting('2026-11-23T09:00:00Z', { category: 'traps' });
    await setClock(server, '2026-11-23T10:00:00Z');
    await eventually(async () => (await seen(desk.agent, ticket.id)).state === 'resolved');
    await has(ticket);
  });
});
