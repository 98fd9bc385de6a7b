import { createStaff, type TestStaff } from '../../../access/people.ts';
import { createUser, type Answer, type TestServer, type TestUser } from '../../../support/index.ts';
import type { One } from './tickets.ts';

export interface ClockOut {
  clock: 'first_response' | 'next_response' | 'resolution';
  state: 'running' | 'paused' | 'met' | 'breached' | 'cancelled';
  policyId: string | null;
  targetSeconds: number | null;
  warnAt: string | null;
  dueAt: string | null;
  warnedAt: string | null;
  breachedAt: string | null;
  endedAt: string | null;
}
export interface RuleOut {
  id: string;
  name: string;
  calendarId?: string | null;
}
export interface AgentOut {
  id: string;
  staffId: string;
  capacity: number;
  openTickets: number;
  isAvailable: boolean;
}

export interface SlaDesk {
  customer: TestUser;
  /** Answers tickets. */
  agent: TestStaff;
  /** May change the rules. */
  admin: TestStaff;
}

export const openSlaDesk = async (server: TestServer): Promise<SlaDesk> => ({
  customer: await createUser(server),
  agent: await createStaff(server, 'mangrove-moderator'),
  admin: await createStaff(server, 'strapi-super-admin'),
});

/** Stops the server's clock for business rules at a moment. */
export const setClock = (server: TestServer, at: string): Promise<void> => server.run((_strapi, instant, { kernel }) => kernel.clock.set(new Date(instant)), at);

export const HOUR = 3_600;
const office = [{ from: '09:00', to: '17:00' }];
/** Monday to Friday, nine to five. */
export const WEEK = { monday: office, tuesday: office, wednesday: office, thursday: office, friday: office };

async function made<T>(asked: Promise<Answer<One<T>>>): Promise<T> {
  const { status, body } = await asked;
  if (status !== 201 && status !== 200) throw new Error(`Answered with ${status}: ${JSON.stringify(body)}`);
  return body.data;
}

export const createCalendar = (admin: TestStaff, body: object = {}): Promise<RuleOut> =>
  made(admin.http.post('/messaging/business-calendars', { body: { name: 'Lagos', timeZone: 'Africa/Lagos', week: WEEK, ...body } }));
export const createPolicy = (admin: TestStaff, body: object): Promise<RuleOut> => made(admin.http.post('/messaging/sla-policies', { body: { name: 'A policy', ...body } }));
export const replacePolicy = (admin: TestStaff, id: string, body: object): Promise<RuleOut> => made(admin.http.put(`/messaging/sla-policies/${id}`, { body: { name: 'A policy', ...body } }));
export const createFollowUpRule = (admin: TestStaff, body: object): Promise<RuleOut> => made(admin.http.post('/messaging/follow-up-rules', { body: { name: 'A rule', ...body } }));
export const createAgent = (admin: TestStaff, staffId: string, body: object = {}): Promise<AgentOut> => made(admin.http.post('/messaging/support-agents', { body: { staffId, capacity: 10, ...body } }));
export const listAgents = async (staff: TestStaff): Promise<AgentOut[]> => (await staff.http.get<One<AgentOut[]>>('/messaging/support-agents')).body.data;

export const clocksOf = async (staff: TestStaff, ticketId: string): Promise<ClockOut[]> => (await staff.http.get<One<ClockOut[]>>(`/messaging/tickets/${ticketId}/clocks`)).body.data;
/** The last clock of a kind. */
export const clockOf = async (staff: TestStaff, ticketId: string, kind: ClockOut['clock']): Promise<ClockOut | undefined> => (await clocksOf(staff, ticketId)).findLast(({ clock }) => clock === kind);
