import { isDeepStrictEqual } from 'node:util';
import type { RoomEvent } from '../../plugins/messaging/client/src/index.ts';
import type { TrueEvent } from './truth.ts';

/** How an event that a client has applied differs from the table's, if it does. */
export function differenceOf(applied: RoomEvent, truth: TrueEvent | undefined): string | undefined {
  if (!truth) return 'is behind the end of the log';
  const { text, isDeleted, ...data }: Record<string, unknown> = { ...applied.data };
  for (const [name, theirs, ours] of [
    ['type', applied.type, truth.type],
    ['actorId', applied.actorId, truth.actorId],
    ['at', applied.at, truth.at],
    ['data', data, truth.data],
  ] as const) {
    if (!isDeepStrictEqual(theirs, ours)) return `${name} is ${JSON.stringify(theirs)}, not ${JSON.stringify(ours)}`;
  }
  if (truth.text === undefined) return text === undefined ? undefined : `carries a text, ${JSON.stringify(text)}`;
  const wasErased = text === null && isDeleted === true;
  if (truth.text === null) return wasErased || typeof text === 'string' ? undefined : `says ${JSON.stringify(text)} of a deleted message`;
  return text === truth.text && isDeleted === undefined ? undefined : `says ${JSON.stringify(text)}, not ${JSON.stringify(truth.text)}`;
}
