import type { TicketState } from './ticket';
import { callOffClock, CLOCK_KINDS, endClock, isOpen, look, pauseClock, resumeClock, startClock, type Clock, type ClockChange, type ClockKind, type ClockNotice, type Timing } from './sla-clock';

/**
 * What a state of a ticket means for its clocks.
 *
 * - `working`: the customer waits for us.
 * - `waiting`: we wait for the customer. Only their resolution and their next response wait too: a first response is owed
 *   until it is given, or a move by hand would get around it.
 * - `resolved`: what was promised has been done.
 * - `closed`: likewise, but nobody is owed an answer any more.
 * - `gone`: there is nothing to promise: spam, or part of another ticket.
 */
export type TicketPhase = 'working' | 'waiting' | 'resolved' | 'closed' | 'gone';

const PHASES: Readonly<Record<TicketState, TicketPhase>> = {
  new: 'working', open: 'working', waiting_on_us: 'working', waiting_on_customer: 'waiting', resolved: 'resolved', closed: 'closed', merged: 'gone', spam: 'gone',
};
export const phaseOf = (state: TicketState): TicketPhase => PHASES[state];

/** What happened to a ticket, and what it is afterwards. */
export interface TicketMoment {
  what: 'opened' | 'answered' | 'customer_replied' | 'changed';
  phase: TicketPhase;
  at: Date;
}

export interface ClocksChange<C extends Clock> {
  clocks: (C | Clock)[];
  notices: ClockNotice[];
}

/** A resolution that is worked on again was none, and what was called off is owed again: nobody gets around a promise by closing and reopening. */
const goesOnWithWork = (clock: Clock): boolean => isOpen(clock) || clock.kind === 'resolution' || clock.outcome === 'cancelled';

/**
 * The clocks of a ticket after something happened to it. `clocks` holds the latest of each kind. A moment may come twice:
 * the second changes nothing.
 */
export function afterMoment<C extends Clock>(clocks: readonly C[], { what, phase, at }: TicketMoment, timingOf: (kind: ClockKind) => Timing): ClocksChange<C> {
  const latest = new Map<ClockKind, C | Clock>(clocks.map((clock) => [clock.kind, clock]));
  const notices: ClockNotice[] = [];
  const keep = ({ clock, notices: told }: ClockChange<C | Clock>) => {
    latest.set(clock.kind, clock);
    notices.push(...told);
  };
  const start = (kind: ClockKind) => keep(startClock(kind, timingOf(kind), at));
  const open = (...kinds: ClockKind[]) => kinds.flatMap((kind) => latest.get(kind) ?? []).filter(isOpen);
  const end = (why: 'done' | 'cancelled', ...kinds: ClockKind[]) => open(...kinds).forEach((clock) => keep(endClock(clock, timingOf(clock.kind), at, why)));

  if (what === 'opened' && latest.size === 0) {
    start('first_response');
    start('resolution');
  }
  if (what === 'answered') end('done', 'first_response', 'next_response');

  switch (phase) {
    case 'working':
      for (const clock of latest.values()) if (goesOnWithWork(clock)) keep(resumeClock(clock, timingOf(clock.kind), at));
      if (what === 'customer_replied' && open('first_response', 'next_response').length === 0) start('next_response');
      break;
    case 'waiting':
      open('first_response').forEach((clock) => keep(look(clock, timingOf('first_response'), at)));
      open('next_response', 'resolution').forEach((clock) => keep(pauseClock(clock, timingOf(clock.kind), at)));
      break;
    case 'resolved':
      end('done', ...CLOCK_KINDS);
      break;
    case 'closed':
      end('done', 'resolution');
      end('cancelled', 'first_response', 'next_response');
      break;
    case 'gone':
      open(...CLOCK_KINDS).forEach((clock) => keep(callOffClock(clock, at)));
  }
  notices.sort((one, other) => one.at.getTime() - other.at.getTime());
  return { clocks: [...latest.values()], notices };
}
