import type { StaffTicketState } from '../api/types';

/** What an agent chooses from; the order is that of the keys 1 to 4. */
export const VIEWS = ['mine', 'unassigned', 'breaching', 'all'] as const;
export type View = (typeof VIEWS)[number];

export const isView = (text: string | null): text is View => VIEWS.some((view) => view === text);

/** On these somebody works, or should. */
const OPEN: readonly StaffTicketState[] = ['new', 'open', 'waiting_on_us', 'waiting_on_customer'];

export interface QueueQuestion {
  view: View;
  /** What somebody typed: a number, or words of the subject. */
  search: string;
  order: 'newest' | 'oldest';
}

/** As the server takes it. A search looks at all tickets of the view, also those that are done. */
export function queryOf({ view, search, order }: QueueQuestion): Record<string, string> {
  const wanted = search.trim();
  const byNumber = /^#?\d{1,9}$/.test(wanted);
  return {
    order,
    ...(view === 'mine' ? { assigneeId: 'me' } : {}),
    ...(view === 'unassigned' ? { assigneeId: 'none' } : {}),
    ...(view === 'breaching' ? { sla: 'breaching' } : {}),
    // What was put aside comes back by itself.
    ...(view === 'all' || wanted !== '' ? {} : { state: OPEN.join(','), snoozed: 'false' }),
    ...(wanted === '' ? {} : byNumber ? { number: wanted } : { text: wanted }),
  };
}
