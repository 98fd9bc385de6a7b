import { createStaff, type TestStaff } from '../../../access/people.ts';
import { createUser, eventually, type Answer, type TestServer, type TestUser } from '../../../support/index.ts';
import { createRoom, newClientId } from '../support/rooms.ts';

export interface ReportOut {
  id: string;
  messageId: string;
  roomId: string;
  authorId: string;
  reporterId: string;
  reason: string;
  comment: string | null;
  outcome: string | null;
  note: string | null;
  resolvedBy: string | null;
  evidence?: { text: string; version: number } | null;
  context?: { messageId: string; text: string | null }[];
  reports?: number;
}
export interface SanctionOut {
  id: string;
  userId: string;
  kind: string;
  roomId: string | null;
  until: string;
  reason: string;
  decidedBy: string;
  liftedBy: string | null;
}
export interface Page<T> {
  data: T[];
  meta: { nextCursor: string | null };
}
export type Said<T> = Answer<{ data: T; error?: { code: string; details: Record<string, unknown> } }>;

/** A group with a message in it, and who moderates it without being a member. */
export interface Scene {
  ada: TestUser;
  ben: TestUser;
  roomId: string;
  /** Ben's. */
  messageId: string;
}

export const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();

export async function send(sender: TestUser, roomId: string, text = 'Hello', body: object = {}): Promise<Said<{ messageId: string; seq: number }>> {
  return sender.http.post(`/api/rooms/${roomId}/messages`, { body: { clientMessageId: newClientId(), text, ...body } });
}

export async function sent(sender: TestUser, roomId: string, text?: string, body?: object): Promise<string> {
  const answer = await send(sender, roomId, text, body);
  if (answer.status !== 201) throw new Error(`Sending was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body.data.messageId;
}

/** Ada's group, with a message of Ben's. */
export async function setScene(server: TestServer, text = 'Buy my cards'): Promise<Scene> {
  const [ada, ben] = [await createUser(server), await createUser(server)];
  const roomId = await createRoom(ada, [ben]);
  return { ada, ben, roomId, messageId: await sent(ben, roomId, text) };
}

export const report = (reporter: TestUser, messageId: string, body: object = { reason: 'spam' }): Promise<Said<{ reportId: string }>> => reporter.http.post(`/api/messages/${messageId}/reports`, { body });

export async function reported(reporter: TestUser, messageId: string): Promise<string> {
  const answer = await report(reporter, messageId);
  if (answer.status !== 201) throw new Error(`Reporting was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body.data.reportId;
}

/** Both ways in: through the API with the role, and through the admin panel. */
export interface Desk {
  id: string;
  get<T>(path: string): Promise<Answer<T>>;
  post<T>(path: string, body?: object): Promise<Answer<T>>;
  delete<T>(path: string): Promise<Answer<T>>;
  put<T>(path: string, body: object): Promise<Answer<T>>;
}

const deskOf = ({ id, http }: TestUser | TestStaff, prefix: string): Desk => ({
  id,
  get: (path) => http.get(`${prefix}${path}`),
  post: (path, body = {}) => http.post(`${prefix}${path}`, { body }),
  delete: (path) => http.delete(`${prefix}${path}`),
  put: (path, body) => http.put(`${prefix}${path}`, { body }),
});

export const apiDesk = async (server: TestServer): Promise<Desk> => deskOf(await createUser(server, { role: 'moderator' }), '/api/moderation');
export const staffDesk = async (server: TestServer): Promise<Desk> => deskOf(await createStaff(server, 'mangrove-moderator'), '/messaging');

export const sanction = (desk: Desk, body: object): Promise<Said<SanctionOut>> => desk.post('/sanctions', { reason: 'Insults', until: inAnHour(), ...body });

export async function sanctioned(desk: Desk, body: object): Promise<SanctionOut> {
  const answer = await sanction(desk, body);
  if (answer.status !== 201) throw new Error(`A sanction was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body.data;
}

/** Domain events about something, as they were stored. */
export const eventsAbout = (server: TestServer, id: string): Promise<{ type: string; payload: Record<string, unknown> }[]> =>
  server.db.query<{ type: string; payload: Record<string, unknown> }>(`SELECT type, payload FROM domain_events WHERE aggregate_id = $1 OR payload->>'messageId' = $1 ORDER BY seq`, [id]).then(({ rows }) => rows);

/** What the audit holds about something. */
export const auditOf = (server: TestServer, id: string): Promise<{ action: string; actor: string; data: Record<string, unknown> }[]> =>
  server.db.query<{ action: string; actor: string; data: Record<string, unknown> }>('SELECT action, actor, data FROM audit_entries WHERE subject_id = $1 ORDER BY seq', [id]).then(({ rows }) => rows);

export const untilTrue = (check: () => boolean | Promise<boolean>): Promise<true> => eventually(async () => ((await check()) ? true : undefined));
