import type { Core } from '@strapi/strapi';
import { clock, type Tx } from '#kernel';
import type { RoomEvent, RoomEventData, RoomEventType } from '../../domain/event-types';
import { currentEpoch } from './epoch';

/** Where in which log the database has put an event, and when it happened. */
interface Place {
  roomId: string;
  seq: number | string | undefined;
  at: Date;
}

/** An event that the database has stored, as it is to be passed on after COMMIT. */
export const storedEvent = <T extends RoomEventType>(strapi: Core.Strapi, { roomId, seq, at }: Place, actor: { id: string }, { type, data }: { type: T; data: RoomEventData<T> }): RoomEvent =>
  ({ roomId, epoch: currentEpoch(strapi), seq: Number(seq), type, actorId: actor.id, at: at.toISOString(), data }) as RoomEvent;

/** Stores an event in the log of a room that the transaction holds. @returns it as it is to be passed on after COMMIT. */
export async function appendToLog<T extends RoomEventType>(
  strapi: Core.Strapi,
  tx: Tx,
  room: { roomId: string; rowId: string },
  actor: { id: string },
  event: { type: T; data: RoomEventData<T> },
): Promise<RoomEvent> {
  const at = clock.now();
  const [row] = await tx.query<{ seq: string }>('SELECT messaging_append($1, $2, $3, $4, $5) AS seq', [room.rowId, event.type, actor.id, JSON.stringify(event.data), at]);
  return storedEvent(strapi, { roomId: room.roomId, seq: row?.seq, at }, actor, event);
}
