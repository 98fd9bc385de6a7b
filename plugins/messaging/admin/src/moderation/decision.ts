import { endOf, FOR_A_DAY, type Until } from './until';
import type { Outcome, Room } from './types';

/** What a moderator has chosen to do about a report. */
export interface Decision {
  outcome: Outcome;
  until: Until;
  scope: 'room' | 'everywhere';
  /** Beside silencing its author. */
  isRemovedToo: boolean;
  note: string;
}

export const UNDECIDED: Decision = { outcome: 'removed', until: FOR_A_DAY, scope: 'room', isRemovedToo: true, note: '' };

export const isSanction = ({ outcome }: Pick<Decision, 'outcome'>): boolean => outcome === 'muted' || outcome === 'banned';

/** A direct room keeps its two people: nobody is banned from it alone. */
export const scopeOf = ({ outcome, scope }: Pick<Decision, 'outcome' | 'scope'>, room: Pick<Room, 'kind'> | undefined): Decision['scope'] =>
  outcome === 'banned' && room?.kind === 'direct' ? 'everywhere' : scope;

/** As the server takes it; the end is counted from now. */
export function resolutionOf(decision: Decision, room: Pick<Room, 'kind'> | undefined, now = Date.now()): object {
  const { outcome, until, note } = decision;
  const why = note.trim() === '' ? {} : { note: note.trim() };
  return isSanction(decision) ? { outcome, ...why, until: endOf(until, now), scope: scopeOf(decision, room) } : { outcome, ...why };
}
