import { randomBytes } from 'node:crypto';
import { createStaff } from '../../../access/people.ts';
import { startServer, type TestServer } from '../../../support/index.ts';
import { clockOf, createAgent, createCalendar, createFollowUpRule, createPolicy, HOUR, openSlaDesk, WEEK, type RuleOut, type SlaDesk } from '../support/sla.ts';
import { codeOf, openTicket } from '../support/tickets.ts';

const messageOf = ({ body }: { body: unknown }) => (body as { error: { message: string } }).error.message;

describe('the rules by which time is kept', () => {
  let server: TestServer;
  let desk: SlaDesk;
  const name = () => `rule ${randomBytes(4).toString('hex')}`;
  const category = () => `c-${randomBytes(4).toString('hex')}`;
  const audited = async (id: string) => (await server.db.query<{ action: string; actor: string }>('SELECT action, actor FROM audit_entries WHERE subject_id = $1 ORDER BY at, id', [id])).rows;

  beforeAll(async () => {
    server = await startServer();
    desk = await openSlaDesk(server);
  });

  it('are written, changed and deleted, and each act is recorded with who did it', async () => {
    const calendar = await createCalendar(desk.admin);
    const policy = await createPolicy(desk.admin, { name: 'Refunds', category: 'refunds', calendarId: calendar.id, firstResponseSeconds: HOUR, warnAtPercent: 80, escalations: [{ on: 'warned', acts: [{ act: 'reassign' }] }] });
    expect(policy).toEqual({
      id: expect.stringMatching(/^sla_/) as string, name: 'Refunds', priority: null, category: 'refunds', calendarId: calendar.id,
      firstResponseSeconds: HOUR, nextResponseSeconds: null, resolutionSeconds: null, warnAtPercent: 80, escalations: [{ on: 'warned', clock: null, acts: [{ act: 'reassign' }] }],
    });
    const replaced = await desk.admin.http.put<{ data: RuleOut }>(`/messaging/sla-policies/${policy.id}`, { body: { name: 'Refunds', category: 'refunds', resolutionSeconds: 2 * HOUR } });
    expect(replaced.body.data).toMatchObject({ id: policy.id, calendarId: null, firstResponseSeconds: null, resolutionSeconds: 2 * HOUR, escalations: [] });
    expect((await desk.admin.http.get<{ data: RuleOut[] }>('/messaging/sla-policies')).body.data).toEqual([replaced.body.data]);
    expect((await desk.admin.http.delete(`/messaging/sla-policies/${policy.id}`)).status).toBe(204);
    for (const act of ['put', 'delete'] as const) expect(codeOf(await desk.admin.http[act](`/messaging/sla-policies/${policy.id}`, { body: { name: 'Refunds', resolutionSeconds: HOUR } }))).toEqual([404, 'KERNEL_NOT_FOUND']);
    expect(await audited(policy.id)).toEqual(['created', 'changed', 'deleted'].map((done) => ({ action: `sla_policy.${done}`, actor: `staff:${desk.admin.id}` })));
  });

  it.each([
    ['a calendar that is never open', 'business-calendars', { name: 'A', timeZone: 'UTC', week: {} }, 'open for an hour a week at least'],
    ['a calendar of nowhere', 'business-calendars', { name: 'A', timeZone: 'Mars/Olympus', week: WEEK }, 'There is no such time zone'],
    ['hours that overlap', 'business-calendars', { name: 'A', timeZone: 'UTC', week: { monday: [{ from: '09:00', to: '13:00' }, { from: '12:00', to: '17:00' }] } }, '09:00–13:00 and 12:00–17:00 overlap'],
    ['hours over midnight', 'business-calendars', { name: 'A', timeZone: 'UTC', week: { monday: [{ from: '22:00', to: '06:00' }] } }, 'Split what goes over midnight'],
    ['a policy that promises nothing', 'sla-policies', { name: 'A', category: 'a' }, 'A policy promises something'],
    ['a follow-up after the end', 'follow-up-rules', { name: 'A', steps: [{ act: 'resolve', afterSeconds: 60 }, { act: 'remind', afterSeconds: 60, text: 'Hello?' }] }, 'Nothing comes after a ticket is resolved'],
    ['a calendar that is none', 'sla-policies', { name: 'A', category: 'a', resolutionSeconds: HOUR, calendarId: `cal_${'0'.repeat(26)}` }, 'There is no business calendar with this id'],
  ])('are not saved where they make no sense: %s', async (_what, path, body, sentence) => {
    const refused = await desk.admin.http.post(`/messaging/${path}`, { body });
    expect([400, 422]).toContain(refused.status);
    expect(messageOf(refused)).toContain(sentence);
  });

  it('are held to the same in the content manager', async () => {
    const manager = (uid: string) => `/content-manager/collection-types/plugin::messaging.${uid}`;
    const refused = await desk.admin.http.post(manager('business-calendar'), { body: { name: name(), timeZone: 'Africa/Lagos', week: { monday: [{ from: '17:00', to: '09:00' }] } } });
    expect(refused.status).toBe(400);
    expect(messageOf(refused)).toContain('Hours end after they begin');

    const created = await desk.admin.http.post<{ data: { documentId: string } }>(manager('business-calendar'), { body: { name: name(), timeZone: 'Africa/Lagos', week: WEEK, holidays: [] } });
    expect(created.status).toBe(201);
    const { documentId } = created.body.data;
    expect(documentId).toMatch(/^cal_/);
    const changed = await desk.admin.http.put(`${manager('business-calendar')}/${documentId}`, { body: { timeZone: 'Atlantis/Deep' } });
    expect(messageOf(changed)).toContain('There is no such time zone');

    const policy = await desk.admin.http.post<{ data: { documentId: string } }>(manager('sla-policy'), {
      body: { name: name(), category: category(), resolutionSeconds: HOUR, calendar: { connect: [{ documentId }], disconnect: [] } },
    });
    expect(policy.status).toBe(201);
    expect((await desk.admin.http.get<{ data: RuleOut[] }>('/messaging/sla-policies')).body.data.find(({ id }) => id === policy.body.data.documentId)).toMatchObject({ calendarId: documentId });
    expect((await audited(documentId)).map(({ action, actor }) => [action, actor])).toEqual([['business_calendar.created', `staff:${desk.admin.id}`]]);
  });

  it('keep a calendar that something goes by', async () => {
    const calendar = await createCalendar(desk.admin);
    const policy = await createPolicy(desk.admin, { name: 'Loans', category: category(), calendarId: calendar.id, resolutionSeconds: HOUR });
    const rule = await createFollowUpRule(desk.admin, { name: 'Silence', category: category(), calendarId: calendar.id, steps: [{ act: 'resolve', afterSeconds: 60 }] });
    const refused = await desk.admin.http.delete(`/messaging/business-calendars/${calendar.id}`);
    expect(codeOf(refused)).toEqual([409, 'TICKET_CALENDAR_IN_USE']);
    expect(messageOf(refused)).toContain('"Loans" counts its time by this calendar');
    await desk.admin.http.delete(`/messaging/sla-policies/${policy.id}`);
    await desk.admin.http.delete(`/messaging/follow-up-rules/${rule.id}`);
    expect((await desk.admin.http.delete(`/messaging/business-calendars/${calendar.id}`)).status).toBe(204);
  });

  it('say one thing about the same tickets, also where two say it at once', async () => {
    const filter = { priority: 'high', category: category() };
    const [first, second] = await Promise.all([1, 2].map((hours) => desk.admin.http.post('/messaging/sla-policies', { body: { name: 'Twice', ...filter, resolutionSeconds: hours * HOUR } })));
    expect([first?.status, second?.status].sort()).toEqual([201, 409]);
    const third = await desk.admin.http.post('/messaging/sla-policies', { body: { name: 'Thrice', ...filter, resolutionSeconds: HOUR } });
    expect([codeOf(third), messageOf(third)]).toEqual([[409, 'TICKET_RULE_EXISTS'], expect.stringContaining('"Twice" is for the same priority and category already')]);
  });

  it('are the business of who may change them', async () => {
    const body = { name: name(), category: category(), resolutionSeconds: HOUR };
    expect(codeOf(await desk.agent.http.post('/messaging/sla-policies', { body }))).toEqual([403, 'KERNEL_FORBIDDEN']);
    expect((await desk.agent.http.get('/messaging/sla-policies')).status).toBe(200);
    expect(codeOf(await (await createStaff(server)).http.get('/messaging/sla-policies'))).toEqual([403, 'KERNEL_FORBIDDEN']);
  });

  it('count around the clock where somebody broke a calendar past all checks, and customers go on writing', async () => {
    const calendar = await createCalendar(desk.admin, { name: 'Broken' });
    const filter = category();
    await createPolicy(desk.admin, { name: 'Broken', category: filter, calendarId: calendar.id, resolutionSeconds: HOUR });
    await server.db.query(`UPDATE business_calendars SET time_zone = 'Nowhere' WHERE document_id = $1`, [calendar.id]);
    const ticket = await openTicket(desk.customer, { category: filter });
    expect(await clockOf(desk.agent, ticket.id, 'resolution')).toMatchObject({ dueAt: new Date(Date.parse(ticket.openedAt) + HOUR * 1_000).toISOString() });
    expect(server.logs()).toContain('The business calendar "Broken" is not valid');
  });

  it('and clocks are kept by the database: nobody else writes them, and each ticket has one of a kind', async () => {
    const { id } = await openTicket(desk.customer);
    await createAgent(desk.admin, desk.agent.id);
    await expect(server.db.query('UPDATE ticket_clocks SET breached_at = now()')).rejects.toThrow('ticket_clocks change only through the acts');
    await expect(server.db.query(`SELECT set_config('mangrove.writer', 'messaging', true); DELETE FROM ticket_clocks`)).rejects.toThrow(/never changed or removed/);
    await expect(server.db.query('INSERT INTO ticket_follow_ups (ticket_id, rules_version, step, since) VALUES (1, 1, 0, now())')).rejects.toThrow('ticket_follow_ups change only through the acts');
    const twice = `SELECT set_config('mangrove.writer', 'messaging', false); INSERT INTO ticket_clocks (ticket_id, kind, rules_version, runs) SELECT id, 'resolution', 1, '[]' FROM tickets WHERE document_id = '${id}'`;
    await expect(server.db.query(twice)).rejects.toThrow('ticket_clocks_one_open');
  });
});
