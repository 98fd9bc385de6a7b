import { createStaff } from '../../../access/people.ts';
import { startServer, type TestServer } from '../../../support/index.ts';
import { clocksOf, createCalendar, createPolicy, HOUR, openSlaDesk, setClock, type SlaDesk } from '../support/sla.ts';
import { codeOf, openTicket, type One } from '../support/tickets.ts';

interface PreviewOut {
  openedAt: string;
  policyId: string | null;
  clocks: { clock: string; warnAt: string | null; dueAt: string | null }[];
}

/** A Friday, an hour before the office closes. */
const FRIDAY_EVENING = '2026-11-27T15:00:00.000Z';

describe('what would be promised about a ticket', () => {
  let server: TestServer;
  let desk: SlaDesk;
  let urgentId: string;
  beforeAll(async () => {
    server = await startServer();
    desk = await openSlaDesk(server);
    const { id: calendarId } = await createCalendar(desk.admin);
    await createPolicy(desk.admin, { name: 'Everything', calendarId, firstResponseSeconds: 4 * HOUR, resolutionSeconds: 16 * HOUR, warnAtPercent: 75 });
    ({ id: urgentId } = await createPolicy(desk.admin, { name: 'Urgent', priority: 'urgent', firstResponseSeconds: HOUR }));
    await setClock(server, FRIDAY_EVENING);
  });
  const preview = async (query: string, staff = desk.agent) => (await staff.http.get<One<PreviewOut>>(`/messaging/sla-preview?${query}`)).body.data;

  it('is what is promised about one that is opened then, over the weekend', async () => {
    for (const priority of ['normal', 'urgent']) {
      const told = await preview(`priority=${priority}`);
      const { id } = await openTicket(desk.customer, { priority });
      expect(told.clocks).toEqual((await clocksOf(desk.agent, id)).map(({ clock, warnAt, dueAt }) => ({ clock, warnAt, dueAt })));
      expect(told.openedAt).toBe(FRIDAY_EVENING);
    }
    // An hour on Friday, three on Monday.
    expect((await preview('priority=normal')).clocks[0]).toEqual({ clock: 'first_response', warnAt: '2026-11-30T10:00:00.000Z', dueAt: '2026-11-30T11:00:00.000Z' });
    expect((await preview('priority=urgent&category=refunds')).policyId).toBe(urgentId);
  });

  it('is nothing where no policy fits, and opens no ticket', async () => {
    const tickets = async () => (await server.db.query('SELECT FROM tickets')).rowCount;
    const before = await tickets();
    for (const { id } of (await desk.admin.http.get<One<{ id: string }[]>>('/messaging/sla-policies')).body.data) await desk.admin.http.delete(`/messaging/sla-policies/${id}`);
    expect(await preview('')).toEqual({ openedAt: FRIDAY_EVENING, policyId: null, clocks: ['first_response', 'resolution'].map((clock) => ({ clock, warnAt: null, dueAt: null })) });
    expect(await tickets()).toBe(before);
  });

  it('is asked by who may see tickets, and about what a ticket can be', async () => {
    expect(codeOf(await (await createStaff(server)).http.get('/messaging/sla-preview'))).toEqual([403, 'KERNEL_FORBIDDEN']);
    for (const query of ['priority=biblical', 'category=Not%20A%20Label', 'priority=high&at=now']) expect(codeOf(await desk.agent.http.get(`/messaging/sla-preview?${query}`))).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
  });
});
