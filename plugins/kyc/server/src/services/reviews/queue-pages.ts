import { REVIEWABLE, type ApplicationState } from '../../domain/application';
import { RISKS, type Risk } from '../../domain/profile';

/** `due`: what is due first. `risk`: high before standard before low, and then the same. `newest`: what was handed in last. */
export const QUEUE_ORDERS = ['due', 'risk', 'newest'] as const;
export type QueueOrder = (typeof QUEUE_ORDERS)[number];

export interface QueueFilters {
  /** What waits for a reviewer, if absent. */
  states?: readonly ApplicationState[] | undefined;
  level?: string | undefined;
  risk?: Risk | undefined;
  /** Held by nobody now, by whoever asks, or by somebody else. */
  claimed?: 'free' | 'mine' | 'others' | undefined;
  personId?: string | undefined;
  /** Should have been decided by now. */
  isOverdue?: true | undefined;
  /** Two people must agree before it is approved. */
  needsSecondReview?: true | undefined;
  /** Somebody on a list may be the applicant, and nobody has said yet whether. */
  hasOpenHits?: true | undefined;
  order: QueueOrder;
}

/** Where a page begins: behind this one. */
export interface Position {
  rank: number;
  dueAt: string;
  rowId: number;
}

interface Asked {
  filters: QueueFilters;
  /** e.g. `staff:stf_…` */
  actor: string;
  now: Date;
  most: number;
  after?: Position | undefined;
  /** Leaves out what this reviewer may not decide: their own, what they have decided about, and what they put aside. */
  notFor?: { own: string; person: string; except: readonly string[] } | undefined;
}

/** First what a reviewer should see first. */
const BY_RANK: readonly Risk[] = [...RISKS].reverse();

/**
 * The statement that finds one page of the queue, as rows of `id`, `rank` and `due_at`. Each state and risk gives a page of its own along one index, and those are
 * merged: the cost grows with neither what is waiting nor what is done. Few are one person's, or claimed; those are found first.
 */
export function queuePages({ filters, actor, now, most, after, notFor }: Asked): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  // PostgreSQL takes no value that nothing asks for.
  let bound: string | undefined;
  const at = () => (bound ??= `${bind(now)}::timestamp`);
  const limit = bind(most);
  const [direction, beyond] = filters.order === 'newest' ? ['DESC', '<'] : ['ASC', '>'];
  const { level, personId, claimed } = filters;
  const conditions = [
    'a.due_at IS NOT NULL',
    ...(level === undefined ? [] : [`a.level = ${bind(level)}`]),
    ...(filters.isOverdue ? [`a.due_at < ${at()}`] : []),
    ...(filters.needsSecondReview ? ['a.needs_second_review'] : []),
    ...(filters.hasOpenHits ? ['a.has_open_hits'] : []),
    ...(notFor === undefined ? [] : [
      `a.person_id <> ${bind(notFor.own)}`, `a.document_id <> ALL (${bind(notFor.except)}::text[])`,
      `NOT EXISTS (SELECT FROM kyc_decisions d WHERE d.application_id = a.document_id AND d.attempt = a.attempt AND d.person = ${bind(notFor.person)})`,
    ]),
    ...(claimed === 'free' ? [`(a.claimed_until IS NULL OR a.claimed_until <= ${at()})`] : []),
  ];
  const position = after && `(a.due_at, a.id) ${beyond} (${bind(after.dueAt)}::timestamp, ${bind(after.rowId)}::int)`;
  const few = [
    ...(personId === undefined ? [] : [`a.person_id = ${bind(personId)}`]),
    ...(claimed === 'mine' || claimed === 'others' ? [`a.claimed_until > ${at()} AND a.claimed_by ${claimed === 'mine' ? '=' : '<>'} ${bind(actor)}`] : []),
  ];
  const page = (state: ApplicationState, risk: Risk) => {
    const rank = filters.order === 'risk' ? BY_RANK.indexOf(risk) : 0;
    if (after && rank < after.rank) return [];
    const all = [`a.state = '${state}'`, `a.risk = '${risk}'`, ...conditions, ...(position && after?.rank === rank ? [position] : [])];
    return [`(SELECT a.id, ${rank} AS rank, a.due_at FROM ${few.length > 0 ? 'few' : 'kyc_applications'} a WHERE ${all.join(' AND ')} ORDER BY a.due_at ${direction}, a.id ${direction} LIMIT ${limit})`];
  };
  const pages = (filters.states ?? REVIEWABLE).flatMap((state) => (filters.risk ? [filters.risk] : BY_RANK).flatMap((risk) => page(state, risk)));
  const source = few.length > 0 ? `WITH few AS MATERIALIZED (SELECT a.* FROM kyc_applications a WHERE ${few.join(' AND ')}) ` : '';
  const order = `rank, due_at ${direction}, id ${direction}`;
  // Nothing comes behind a place at the end.
  const found = pages.length === 0 ? 'SELECT 0 AS id, 0 AS rank, NULL::timestamp AS due_at WHERE false' : pages.join(' UNION ALL ');
  return { text: `${source}SELECT id, rank, due_at FROM (${found}) pages ORDER BY ${order} LIMIT ${limit}`, values };
}
