import { createUser, startServer, type TestServer } from '../../../support/index.ts';
import { createCalendar, createPolicy, HOUR, openSlaDesk, setClock, type SlaDesk } from '../support/sla.ts';
import { codeOf, move, openTicket, reply, say, type TicketOut } from '../support/tickets.ts';

interface Durations {
  count: number;
  medianSeconds: number | null;
  p90Seconds: number | null;
  medianBusinessSeconds: number | null;
  p90BusinessSeconds: number | null;
}
interface Figures {
  opened: number;
  resolved: number;
  firstResponse: Durations;
  nextResponse: Durations;
  resolution: Durations;
  sla: { met: number; breached: number; metPercent: number | null };
  satisfaction: { ratings: number; average: number | null };
}
interface Report {
  data: (Figures & { key: string | null; name: string | null })[];
  meta: { total: Figures };
}

/** The 23rd of November 2026 is a Monday; offices in Lagos open at 08:00Z and close at 16:00Z. */
describe('the report on tickets', () => {
  let server: TestServer;
  let desk: SlaDesk;
  const report = async (query: string): Promise<Report> => {
    const { status, body } = await desk.agent.http.get<Report>(`/messaging/reports/tickets?${query}`);
    if (status !== 200) throw new Error(`The report was answered with ${status}: ${JSON.stringify(body)}`);
    return body;
  };
  const at = async <T>(instant: string, work: () => Promise<T>): Promise<T> => {
    await setClock(server, instant);
    return work();
  };
  const assign = ({ id }: TicketOut) => desk.admin.http.put(`/messaging/tickets/${id}/assignee`, { body: { assigneeId: desk.agent.id } });

  beforeAll(async () => {
    server = await startServer();
    desk = await openSlaDesk(server);
    const calendar = await createCalendar(desk.admin);
    await createPolicy(desk.admin, { name: 'Everything', calendarId: calendar.id, firstResponseSeconds: 2 * HOUR, resolutionSeconds: 8 * HOUR });

    // Opened in Lagos at 23:30 on Sunday, answered on Monday at 10:00, resolved at 12:00: an hour, and three, of business.
    const early = await at('2026-11-22T22:30:00Z', () => openTicket(desk.customer, { category: 'refunds' }));
    await at('2026-11-23T09:00:00Z', () => reply(desk.agent, early.id));
    await at('2026-11-23T10:00:00Z', () => say(desk.customer, early.roomId));
    await at('2026-11-23T12:00:00Z', () => move(desk.agent, early.id, 'resolved'));
    await desk.customer.http.post(`/api/tickets/${early.id}/rating`, { body: { rating: 4 } });
    await assign(early);

    // Opened on Monday at 09:00, answered at 13:00: too late. Never resolved.
    const late = await at('2026-11-23T08:00:00Z', () => openTicket(desk.customer, { category: 'refunds' }));
    await at('2026-11-23T12:00:00Z', () => reply(desk.agent, late.id));
    await assign(late);

    // Another customer's, that nobody has and that they close themselves; and what is none.
    const other = await createUser(server);
    const own = await at('2026-11-24T08:00:00Z', () => openTicket(other));
    await at('2026-11-24T09:00:00Z', () => other.http.post(`/api/tickets/${own.id}/close`));
    await other.http.post(`/api/tickets/${own.id}/rating`, { body: { rating: 1 } });
    await move(desk.agent, (await openTicket(other)).id, 'spam');
  });

  it('says by category how many there were, how long they took, and what was promised and kept', async () => {
    const { data, meta } = await report('from=2026-11-22&to=2026-11-25&groupBy=category');
    expect(data.map(({ key, opened, resolved, sla }) => ({ key, opened, resolved, sla }))).toEqual([
      { key: 'refunds', opened: 2, resolved: 1, sla: { met: 2, breached: 1, metPercent: 66.6 } },
      { key: null, opened: 1, resolved: 1, sla: { met: 1, breached: 0, metPercent: 100 } },
    ]);
    expect(meta.total).toMatchObject({ opened: 3, resolved: 2, sla: { met: 3, breached: 1, metPercent: 75 } });
  });

  it('tells business hours from the clock on the wall, and leaves out the time of the customer', async () => {
    const [refunds] = (await report('from=2026-11-22&to=2026-11-25&groupBy=category')).data;
    // 10.5 and 4 hours by the wall; 1 and 4 in business.
    expect(refunds?.firstResponse).toEqual({ count: 2, medianSeconds: 7.25 * HOUR, p90Seconds: 9.85 * HOUR, medianBusinessSeconds: 2.5 * HOUR, p90BusinessSeconds: 3.7 * HOUR });
    expect(refunds?.resolution).toEqual({ count: 1, medianSeconds: 13.5 * HOUR, p90Seconds: 13.5 * HOUR, medianBusinessSeconds: 3 * HOUR, p90BusinessSeconds: 3 * HOUR });
    expect(refunds?.nextResponse).toMatchObject({ count: 1, medianBusinessSeconds: 2 * HOUR });
  });

  it('says by agent who has them, by name', async () => {
    const { data } = await report('from=2026-11-22&to=2026-11-25&groupBy=agent');
    expect(data.map(({ key, name, opened }) => ({ key, name, opened }))).toEqual([{ key: desk.agent.id, name: 'Test Staff', opened: 2 }, { key: null, name: null, opened: 1 }]);
  });

  it('begins its days where they begin, and shows those on which nothing happened', async () => {
    const days = async (timeZone: string) => (await report(`from=2026-11-22&to=2026-11-26&timeZone=${encodeURIComponent(timeZone)}`)).data.map(({ key, opened }) => `${String(key)} ${opened}`);
    expect(await days('Africa/Lagos')).toEqual(['2026-11-22 1', '2026-11-23 1', '2026-11-24 1', '2026-11-25 0']);
    expect(await days('Asia/Tokyo')).toEqual(['2026-11-22 0', '2026-11-23 2', '2026-11-24 1', '2026-11-25 0']);
    expect((await report('from=2026-11-23&to=2026-11-24&timeZone=Africa/Lagos')).meta.total.opened).toBe(1);
  });

  it('says how content customers were', async () => {
    const { data, meta } = await report('from=2026-11-22&to=2026-11-25&groupBy=category');
    expect(data.map(({ key, satisfaction }) => ({ key, ...satisfaction }))).toEqual([{ key: 'refunds', ratings: 1, average: 4 }, { key: null, ratings: 1, average: 1 }]);
    expect(meta.total.satisfaction).toEqual({ ratings: 2, average: 2.5 });
  });

  it('says nothing of times where there are none', async () => {
    const { data, meta } = await report('from=2026-01-01&to=2026-01-02');
    expect(data).toHaveLength(1);
    expect(meta.total).toMatchObject({ opened: 0, firstResponse: { count: 0, medianSeconds: null }, sla: { metPercent: null } });
  });

  it.each(['from=2026-11-22', 'from=2026-11-23&to=2026-11-22', 'from=2025-01-01&to=2026-11-22', 'from=2026-11-22&to=2026-11-23&timeZone=Mars/Olympus', 'from=2026-11-22&to=2026-11-23&groupBy=customer'])('refuses ?%s', async (query) => {
    expect(codeOf(await desk.agent.http.get(`/messaging/reports/tickets?${query}`))).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
  });
});
