import { randomBytes } from 'node:crypto';
import type { TestServer, TestUser } from '../../../support/index.ts';

export interface LogRow {
  seq: number;
  number: number;
  type: string;
  actor: string;
  message_id: string | null;
  data: Record<string, unknown>;
}

/** Makes a room as its first member would. */
export async function createRoom(creator: TestUser, others: readonly TestUser[], body: object = {}): Promise<string> {
  const answer = await creator.http.post<{ data: { roomId: string } }>('/api/rooms', { body: { kind: 'group', memberIds: others.map(({ id }) => id), ...body } });
  if (answer.status !== 201) throw new Error(`Making a room was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body.data.roomId;
}

/** A room's log as the table has it. */
export async function logOf(server: TestServer, roomId: string): Promise<LogRow[]> {
  const { rows } = await server.db.query<LogRow & { seq: string; number: string }>(
    'SELECT e.seq, e.number, e.type, e.actor, e.message_id, e.data FROM room_events e JOIN rooms r ON r.id = e.room_id WHERE r.public_id = $1 ORDER BY e.seq',
    [roomId],
  );
  return rows.map((row) => ({ ...row, seq: Number(row.seq), number: Number(row.number) }));
}

export const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** An id of the sender's own making. */
export const newClientId = (): string => `c-${randomBytes(8).toString('hex')}`;
