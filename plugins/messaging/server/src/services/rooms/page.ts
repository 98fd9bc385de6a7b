import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
import type { RoomEvent } from '../../domain/event-types';
import type { Viewer } from '../../domain/person';
import { readEvents } from '../log/read';
import { openRoom } from './open';

export interface EventPage {
  data: RoomEvent[];
  meta: {
    epoch: string;
    head: number;
    /** Whether `since` lies ahead of the log: the client's log is of another telling and must be replaced. */
    limited: boolean;
  };
}

/** A part of a room's log, the oldest first: what follows `since`, what precedes `before`, or the last events. */
export async function readPage(
  strapi: Core.Strapi,
  viewer: Viewer,
  roomId: string,
  { since, before, limit }: { since?: number | undefined; before?: number | undefined; limit: number },
): Promise<EventPage> {
  const { head, epoch } = await openRoom(strapi, viewer, roomId);
  const limited = since !== undefined && since > head;
  const range = since !== undefined && !limited ? { after: since, limit } : { before: before ?? head + 1, limit };
  return { data: await readEvents(sql(strapi), roomId, range, epoch), meta: { epoch, head, limited } };
}
