import type { View } from './views';

/** As the server counts: up to a number of them, and whether there are more. */
export interface Count {
  count: number;
  isMore: boolean;
}
export type Counts = Partial<Record<string, Count>>;

const total = (counts: readonly (Count | undefined)[]): Count | undefined =>
  counts.some((one) => one === undefined) ? undefined : counts.reduce<Count>((sum, one) => ({ count: sum.count + (one?.count ?? 0), isMore: sum.isMore || (one?.isMore ?? false) }), { count: 0, isMore: false });

const shown = (count: Count | undefined): string | undefined => (count === undefined || count.count === 0 ? undefined : `${count.count}${count.isMore ? '+' : ''}`);

/** How much there is in each view that is work; nothing where there is none. */
export function countsOfViews(counts: Counts): Partial<Record<View, string>> {
  const found = {
    review: shown(total([counts['inReview'], counts['secondReview']])),
    mine: shown(counts['mine']),
    second: shown(counts['secondReview']),
    overdue: shown(counts['overdue']),
    waiting: shown(counts['waitingForApplicant']),
  };
  return Object.fromEntries(Object.entries(found).filter(([, count]) => count !== undefined));
}
