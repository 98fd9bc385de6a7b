import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';

/** Where something is to happen: in rooms, or where a message is. */
export interface Place {
  roomIds?: readonly string[];
  messageId?: string;
  /** Whether each of the rooms is answered for itself, so that one may be refused and another not. */
  isEachForItself?: boolean;
}

/** Whether all of this is in rooms of tickets. Sanctions and filters do not reach there: support is taken from nobody. */
export async function areTickets(strapi: Core.Strapi, { roomIds = [], messageId }: Place): Promise<boolean> {
  const rows = await sql(strapi).query<{ kind: string }>(
    'SELECT r.kind FROM rooms r WHERE r.public_id = ANY ($1) OR r.id = (SELECT m.room_id FROM messages m WHERE m.id = $2)',
    [roomIds, messageId ?? null],
  );
  return rows.length > 0 && rows.length >= roomIds.length && rows.every(({ kind }) => kind === 'ticket');
}

/** Whether one of these rooms, at least, is that of a ticket. */
export const isAnyTicket = async (strapi: Core.Strapi, { roomIds = [] }: Place): Promise<boolean> =>
  (await sql(strapi).query(`SELECT FROM rooms r WHERE r.public_id = ANY ($1) AND r.kind = 'ticket' LIMIT 1`, [roomIds])).length > 0;

/** Those of these rooms in which sanctions hold. */
export async function withoutTickets(strapi: Core.Strapi, roomIds: readonly string[]): Promise<string[]> {
  const rows = await sql(strapi).query<{ room: string }>(`SELECT r.public_id AS room FROM rooms r WHERE r.public_id = ANY ($1) AND r.kind <> 'ticket'`, [roomIds]);
  return rows.map(({ room }) => room);
}
