import { createStaff, type TestStaff } from '../../../access/people.ts';
import { createUser, type Answer, type HttpClient, type TestServer, type TestUser } from '../../../support/index.ts';
import { newClientId } from './rooms.ts';
import type { RoomEventOut } from './sockets.ts';

export interface TicketOut {
  id: string;
  number: number;
  subject: string;
  state: string;
  priority: string;
  category: string | null;
  channel: string;
  relatesTo: { type: string; id: string } | null;
  roomId: string;
  unread: number;
  agents: { id: string; name: string }[];
  openedAt: string;
  updatedAt: string;
  firstAnsweredAt: string | null;
  resolvedAt: string | null;
  closedAt: string | null;
  reopenUntil: string | null;
  mergedInto: string | null;
  rating: number | null;
  ratingComment: string | null;
}
export interface StaffTicketOut extends Omit<TicketOut, 'unread' | 'agents'> {
  tags: string[];
  moves: string[];
  team: string | null;
  snoozedUntil: string | null;
  requester: { id: string; name: string | null };
  assignee: { id: string; name: string | null } | null;
  sla: { clock: string; dueAt: string; isBreached: boolean } | null;
  staffRoomId: string;
}
export interface One<T> {
  data: T;
}
export interface Page<T> {
  data: T[];
  meta: { nextCursor: string | null };
}

export interface Desk {
  server: TestServer;
  customer: TestUser;
  ada: TestStaff;
  ben: TestStaff;
}

/** A customer and two agents. */
export async function openDesk(server: TestServer): Promise<Desk> {
  return { server, customer: await createUser(server), ada: await createStaff(server, 'mangrove-moderator'), ben: await createStaff(server, 'mangrove-moderator') };
}

export async function openTicket(customer: TestUser, body: object = {}): Promise<TicketOut> {
  const answer = await customer.http.post<One<TicketOut>>('/api/tickets', { body: { subject: 'The money has not arrived', text: 'I paid yesterday.', ...body } });
  if (answer.status !== 201) throw new Error(`Opening a ticket was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body.data;
}

export const own = async (customer: TestUser, id: string): Promise<TicketOut> => (await customer.http.get<One<TicketOut>>(`/api/tickets/${id}`)).body.data;
export const seen = async (staff: TestStaff, id: string): Promise<StaffTicketOut> => (await staff.http.get<One<StaffTicketOut>>(`/messaging/tickets/${id}`)).body.data;

const message = (text: string) => ({ body: { clientMessageId: newClientId(), text } });
type Sent = Answer<One<{ seq: number; messageId: string }>>;
export const say = (customer: { http: HttpClient }, roomId: string, text = 'Anybody there?'): Promise<Sent> => customer.http.post(`/api/rooms/${roomId}/messages`, message(text));
export const reply = (staff: TestStaff, id: string, text = 'We look into it.'): Promise<Sent> => staff.http.post(`/messaging/tickets/${id}/replies`, message(text));
export const note = (staff: TestStaff, id: string, text = 'Looks like fraud.'): Promise<Sent> => staff.http.post(`/messaging/tickets/${id}/notes`, message(text));
export const move = (staff: TestStaff, id: string, state: string) => staff.http.put<One<StaffTicketOut>>(`/messaging/tickets/${id}/state`, { body: { state } });
export const label = (staff: TestStaff, { id }: { id: string }, body: object) => staff.http.patch<One<StaffTicketOut>>(`/messaging/tickets/${id}`, { body });

/** The log of one of a ticket's rooms, as staff read it. */
export const logSeen = async (staff: TestStaff, id: string, room: 'conversation' | 'staff'): Promise<RoomEventOut[]> =>
  (await staff.http.get<{ data: RoomEventOut[] }>(`/messaging/tickets/${id}/${room}/events?limit=200`)).body.data;

/** The domain events of a ticket, in order: their types and what they carry. */
export async function told(server: TestServer, id: string): Promise<{ type: string; payload: Record<string, unknown> }[]> {
  const { rows } = await server.db.query<{ type: string; payload: Record<string, unknown> }>('SELECT type, payload FROM domain_events WHERE aggregate_id = $1 ORDER BY seq', [id]);
  return rows;
}

export const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as { error?: { code: string } }).error?.code];
