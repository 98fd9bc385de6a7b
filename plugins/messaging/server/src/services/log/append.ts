import type { Core } from '@strapi/strapi';
import { clock, type Tx } from '#kernel';
import type { RoomEvent, RoomEventData, RoomEventType } from '../../domain/event-types';
import { currentEpoch } from './epoch';

/** Stores an event in the log of a room that the transaction holds. @returns it as it is to be passed on after COMMIT. */
export async function appendToLog<T extends RoomEventType>(
  strapi: Core.Strapi,
  tx: Tx,
  room: { roomId: string; rowId: string },
  actor: { id: string },
  { type, data }: { type: T; data: RoomEventData<T> },
): Promise<RoomEvent> {
  const at = clock.now();
  const [row] = await tx.query<{ seq: string }>('SELECT messaging_append($1, $2, $3, $4, $5) AS seq', [room.rowId, type, actor.id, JSON.stringify(data), at]);
  return { roomId: room.roomId, epoch: currentEpoch(strapi), seq: Number(row?.seq), type, actorId: actor.id, at: at.toISOString(), data } as RoomEvent;
}
