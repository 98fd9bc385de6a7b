import { createStaff } from '../../../access/people.ts';
import { eventually, startServer, type TestServer } from '../../../support/index.ts';
import { clockOf, clocksOf, createCalendar, createPolicy, HOUR, openSlaDesk, replacePolicy, setClock, WEEK, type SlaDesk } from '../support/sla.ts';
import { label, logSeen, move, openTicket, reply, say, seen, told } from '../support/tickets.ts';

const WATCH = 'dist/plugins/messaging/server/src/services/sla/watch.js';

/** The 23rd of November 2026 is a Monday; Lagos is an hour ahead of UTC, so that its offices open at 08:00Z. */
describe('what is promised to customers', () => {
  let server: TestServer;
  let desk: SlaDesk;
  let calendarId: string;
  const open = async (at: string, body: object = {}) => {
    await setClock(server, at);
    return openTicket(desk.customer, body);
  };
  const at = async <T>(instant: string, work: () => Promise<T>): Promise<T> => {
    await setClock(server, instant);
    return work();
  };
  const slaEvents = async (id: string) => (await told(server, id)).filter(({ type }) => type.startsWith('ticket.sla_')).map(({ type, payload }) => `${type} ${String(payload.clock)} ${String(payload.since)}`);

  beforeAll(async () => {
    server = await startServer();
    desk = await openSlaDesk(server);
    calendarId = (await createCalendar(desk.admin, { holidays: [{ date: '2026-11-24', name: 'Founders’ day' }] })).id;
    await createPolicy(desk.admin, { name: 'Everything', calendarId, firstResponseSeconds: 4 * HOUR, nextResponseSeconds: 2 * HOUR, resolutionSeconds: 16 * HOUR, warnAtPercent: 75 });
  });

  it('is due in business hours: after the weekend, and after a holiday', async () => {
    const { id } = await open('2026-11-20T14:00:00Z');
    expect(await clocksOf(desk.agent, id)).toMatchObject([
      { clock: 'first_response', state: 'running', dueAt: '2026-11-23T10:00:00.000Z', warnAt: '2026-11-23T09:00:00.000Z' },
      { clock: 'resolution', state: 'running', dueAt: '2026-11-25T14:00:00.000Z' },
    ]);
  });

  it('is kept by an answer; the time for which we wait for the customer is theirs, and their word starts the next promise', async () => {
    const ticket = await open('2026-11-23T08:00:00Z');
    await at('2026-11-23T09:00:00Z', () => reply(desk.agent, ticket.id));
    expect(await clocksOf(desk.agent, ticket.id)).toMatchObject([{ clock: 'first_response', state: 'met', endedAt: '2026-11-23T09:00:00.000Z' }, { clock: 'resolution', state: 'paused', dueAt: null }]);

    await at('2026-11-25T08:00:00Z', () => say(desk.customer, ticket.roomId));
    expect(await clockOf(desk.agent, ticket.id, 'next_response')).toMatchObject({ state: 'running', dueAt: '2026-11-25T10:00:00.000Z' });
    expect(await clockOf(desk.agent, ticket.id, 'resolution')).toMatchObject({ state: 'running', dueAt: '2026-11-26T15:00:00.000Z' });

    await at('2026-11-25T08:30:00Z', () => say(desk.customer, ticket.roomId));
    expect(await clockOf(desk.agent, ticket.id, 'next_response')).toMatchObject({ dueAt: '2026-11-25T10:00:00.000Z' });

    await at('2026-11-25T09:00:00Z', async () => {
      await reply(desk.agent, ticket.id);
      await move(desk.agent, ticket.id, 'resolved');
    });
    expect((await clocksOf(desk.agent, ticket.id)).map(({ clock, state }) => `${clock} ${state}`)).toEqual(['first_response met', 'resolution met', 'next_response met']);
    expect(await slaEvents(ticket.id)).toEqual([]);
  });

  it('goes on with what is left where it was not done after all', async () => {
    const ticket = await open('2026-11-23T08:00:00Z');
    await at('2026-11-23T10:00:00Z', () => move(desk.agent, ticket.id, 'resolved'));
    await at('2026-11-25T08:00:00Z', () => say(desk.customer, ticket.roomId, 'It is broken again.'));
    expect(await clockOf(desk.agent, ticket.id, 'resolution')).toMatchObject({ state: 'running', endedAt: null, dueAt: '2026-11-26T14:00:00.000Z' });
  });

  it('is warned of, then broken, each told once: to the staff, to whoever reads events, and never to the customer', async () => {
    const ticket = await open('2026-11-23T08:00:00Z');
    await setClock(server, '2026-11-23T11:00:00Z');
    await eventually(async () => (await slaEvents(ticket.id)).length === 1);
    await setClock(server, '2026-11-23T12:30:00Z');
    await eventually(async () => (await slaEvents(ticket.id)).length === 2);
    await at('2026-11-23T13:00:00Z', () => reply(desk.agent, ticket.id));

    expect(await slaEvents(ticket.id)).toEqual(['ticket.sla_warned first_response 2026-11-23T11:00:00.000Z', 'ticket.sla_breached first_response 2026-11-23T12:00:00.000Z']);
    expect(await clockOf(desk.agent, ticket.id, 'first_response')).toMatchObject({ state: 'breached', breachedAt: '2026-11-23T12:00:00.000Z' });
    expect((await logSeen(desk.agent, ticket.id, 'staff')).map(({ type, actorId }) => `${type} ${actorId}`).slice(1)).toEqual(['ticket.sla_warned system', 'ticket.sla_breached system']);
    expect((await logSeen(desk.agent, ticket.id, 'conversation')).filter(({ type }) => type.includes('sla'))).toEqual([]);
  });

  it('was broken even if the answer comes before anybody has looked', async () => {
    const { id } = await open('2026-11-25T08:00:00Z');
    await at('2026-11-25T12:00:01Z', () => reply(desk.agent, id));
    expect(await clockOf(desk.agent, id, 'first_response')).toMatchObject({ state: 'breached', breachedAt: '2026-11-25T12:00:00.000Z' });
    expect(await slaEvents(id)).toHaveLength(2);
  });

  it('is what the desk sees first: what is due next, and what is late', async () => {
    const breaching = async () => (await desk.agent.http.get<{ data: { id: string }[] }>('/messaging/tickets?sla=breaching&state=new,open,waiting_on_us,waiting_on_customer&limit=100')).body.data.map(({ id }) => id);
    const ticket = await open('2026-11-25T08:00:00Z');
    expect((await seen(desk.agent, ticket.id)).sla).toEqual({ clock: 'first_response', dueAt: '2026-11-25T12:00:00.000Z', isBreached: false });
    expect(await breaching()).not.toContain(ticket.id);
    await setClock(server, '2026-11-25T12:00:00Z');
    await eventually(async () => (await breaching()).includes(ticket.id));
    expect((await seen(desk.agent, ticket.id)).sla).toEqual({ clock: 'first_response', dueAt: '2026-11-25T12:00:00.000Z', isBreached: true });
    await reply(desk.agent, ticket.id);
    expect((await seen(desk.agent, ticket.id)).sla).toBeNull();
    await at('2026-11-25T13:00:00Z', () => say(desk.customer, ticket.roomId));
    expect((await seen(desk.agent, ticket.id)).sla).toEqual({ clock: 'next_response', dueAt: '2026-11-25T15:00:00.000Z', isBreached: false });
    expect(await breaching()).not.toContain(ticket.id);
  });

  it('is measured anew when the policy or the calendar changes', async () => {
    const policy = await createPolicy(desk.admin, { name: 'Cards', category: 'cards', calendarId, firstResponseSeconds: 4 * HOUR });
    const { id } = await open('2026-11-25T08:00:00Z', { category: 'cards' });
    expect(await clockOf(desk.agent, id, 'first_response')).toMatchObject({ policyId: policy.id, dueAt: '2026-11-25T12:00:00.000Z' });
    await replacePolicy(desk.admin, policy.id, { name: 'Cards', category: 'cards', calendarId, firstResponseSeconds: 6 * HOUR });
    await eventually(async () => (await clockOf(desk.agent, id, 'first_response'))?.dueAt === '2026-11-25T14:00:00.000Z');

    const own = await createCalendar(desk.admin, { name: 'Cards', week: WEEK });
    await replacePolicy(desk.admin, policy.id, { name: 'Cards', category: 'cards', calendarId: own.id, firstResponseSeconds: 6 * HOUR });
    const put = await desk.admin.http.put(`/messaging/business-calendars/${own.id}`, { body: { name: 'Cards', timeZone: 'Africa/Lagos', week: { ...WEEK, wednesday: [{ from: '12:00', to: '17:00' }] } } });
    expect(put.status).toBe(200);
    await eventually(async () => (await clockOf(desk.agent, id, 'first_response'))?.dueAt === '2026-11-26T09:00:00.000Z');

    await desk.admin.http.delete(`/messaging/sla-policies/${policy.id}`);
    await eventually(async () => (await clockOf(desk.agent, id, 'first_response'))?.dueAt === '2026-11-25T12:00:00.000Z');
  });

  it('follows the priority of the ticket, and what is done about a breach can change that', async () => {
    await createPolicy(desk.admin, { name: 'Urgent', priority: 'urgent', calendarId, firstResponseSeconds: 8 * HOUR });
    await createPolicy(desk.admin, {
      name: 'Fraud', category: 'fraud', calendarId, firstResponseSeconds: HOUR,
      escalations: [{ on: 'breached', clock: 'first_response', acts: [{ act: 'set_priority', priority: 'urgent' }, { act: 'add_tag', tag: 'late' }, { act: 'tell_team', team: 'leads' }, { act: 'assign', staffId: desk.agent.id }] }],
    });
    const { id } = await open('2026-11-25T08:00:00Z', { category: 'fraud' });
    await setClock(server, '2026-11-25T09:30:00Z');
    await eventually(async () => (await seen(desk.agent, id)).priority === 'urgent');
    expect(await seen(desk.agent, id)).toMatchObject({ tags: ['late'], assignee: { id: desk.agent.id }, state: 'open' });
    expect((await told(server, id)).filter(({ type }) => type === 'ticket.escalated').map(({ payload }) => payload)).toEqual([{ ticketId: id, number: (await seen(desk.agent, id)).number, team: 'leads', clock: 'first_response', notice: 'breached' }]);

    const plain = await open('2026-11-25T08:00:00Z');
    await label(desk.agent, plain, { priority: 'urgent' });
    expect(await clockOf(desk.agent, plain.id, 'first_response')).toMatchObject({ dueAt: '2026-11-25T16:00:00.000Z' });
  });

  it('is told also where somebody whom the policy names has left', async () => {
    const gone = await createStaff(server, 'mangrove-moderator');
    await createPolicy(desk.admin, { name: 'Left', category: 'left', firstResponseSeconds: HOUR, escalations: [{ on: 'breached', acts: [{ act: 'assign', staffId: gone.id }, { act: 'add_tag', tag: 'late' }] }] });
    await server.run((strapi, email) => strapi.db.query('admin::user').update({ where: { email }, data: { isActive: false } }).then(() => null), gone.email);
    const { id } = await open('2026-11-25T08:00:00Z', { category: 'left' });
    await setClock(server, '2026-11-25T09:00:00Z');
    await eventually(async () => (await seen(desk.agent, id)).tags.includes('late'));
    expect((await seen(desk.agent, id)).assignee).toBeNull();
    expect(server.logs()).toContain(`An escalation names ${gone.id}, who does not answer tickets any more.`);
  });

  it('knows the nights in which clocks change', async () => {
    const berlin = await createCalendar(desk.admin, { name: 'Berlin', timeZone: 'Europe/Berlin', week: { sunday: [{ from: '00:00', to: '06:00' }] } });
    await createPolicy(desk.admin, { name: 'Nights', category: 'nights', calendarId: berlin.id, firstResponseSeconds: 4 * HOUR });
    const autumn = await open('2026-10-24T12:00:00Z', { category: 'nights' });
    const spring = await open('2027-03-27T12:00:00Z', { category: 'nights' });
    expect([await clockOf(desk.agent, autumn.id, 'first_response'), await clockOf(desk.agent, spring.id, 'first_response')]).toMatchObject([{ dueAt: '2026-10-25T02:00:00.000Z' }, { dueAt: '2027-03-28T03:00:00.000Z' }]);
    await Promise.all([autumn, spring].map(({ id }) => move(desk.agent, id, 'resolved')));
  });

  it('that was broken while the server was down is told when it is back', async () => {
    const { id } = await open('2026-11-16T08:00:00Z');
    await server.restart();
    expect(await eventually(async () => (await slaEvents(id)).length >= 4 && slaEvents(id))).toEqual([
      'ticket.sla_warned first_response 2026-11-16T11:00:00.000Z',
      'ticket.sla_breached first_response 2026-11-16T12:00:00.000Z',
      'ticket.sla_warned resolution 2026-11-17T12:00:00.000Z',
      'ticket.sla_breached resolution 2026-11-17T16:00:00.000Z',
    ]);
  });

  it('is told once by two servers that look at the same moment', async () => {
    const second = await startServer({ database: server.databaseUrl });
    const tickets = await Promise.all(['2026-11-25T08:00:00Z', '2026-11-25T08:00:00Z', '2026-11-25T08:00:00Z'].map((instant) => open(instant)));
    await setClock(second, '2026-11-26T15:00:00Z');
    await setClock(server, '2026-11-26T15:00:00Z');
    const look = (one: TestServer) => one.run((strapi, file, { load }) => load<{ watchTickets(strapi: unknown): Promise<number> }>(`${process.cwd()}/${file}`).watchTickets(strapi), WATCH);
    await Promise.all([look(server), look(second), look(server), look(second)]);
    for (const { id } of tickets) expect((await slaEvents(id)).map((event) => event.split(' ').slice(0, 2).join(' '))).toEqual(['ticket.sla_warned first_response', 'ticket.sla_breached first_response', 'ticket.sla_warned resolution']);
    await second.stop();
  });
});
