import type { Editable } from '../services/sla/editable';
import type { Stored } from '../services/sla/edit';
import type { ListedClock } from '../services/sla/list-clocks';
import type { Preview } from '../services/sla/preview';

/** What staff edit, as it is answered: what they wrote, its id, and where it has one that of its calendar. */
export function presentStored({ shape, hasCalendar }: Editable, stored: Stored): Record<string, unknown> {
  const fields = Object.fromEntries(Object.keys(shape.shape).map((field) => [field, stored[field] ?? null]));
  return { id: stored.documentId, ...fields, ...(hasCalendar ? { calendarId: stored.calendar?.documentId ?? null } : {}) };
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export const presentClock = ({ kind, isPaused, outcome, policyId, targetSeconds, warnAt, dueAt, warnedAt, breachedAt, endedAt }: ListedClock) => ({
  clock: kind,
  state: outcome ?? (isPaused ? 'paused' : 'running'),
  policyId,
  targetSeconds,
  warnAt: iso(warnAt),
  dueAt: iso(dueAt),
  warnedAt: iso(warnedAt),
  breachedAt: iso(breachedAt),
  endedAt: iso(endedAt),
});

export const presentPreview = ({ openedAt, policyId, clocks }: Preview) => ({
  openedAt: openedAt.toISOString(),
  policyId,
  clocks: clocks.map(({ kind, warnAt, dueAt }) => ({ clock: kind, warnAt: iso(warnAt), dueAt: iso(dueAt) })),
});
