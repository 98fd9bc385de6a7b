import type { Core } from '@strapi/strapi';
import { daysOf, type Days } from '../../domain/days';
import { countQueue, type Count } from '../reviews/queue-counts';
import { lookUp } from '../reviews/look-up';
import { HANDED_IN, NAMES, OF_DECISIONS, OF_REASONS } from './statements';

export interface ReviewFigures {
  decisions: number;
  /** Final ones. */
  approved: number;
  /** Approvals that another person had to confirm. */
  passedOn: number;
  rejected: number;
  resubmissions: number;
  /** Approvals that the second person refused, or whose level was taken back since. */
  overturned: number;
  /** From handing in to the first decision about that attempt; `null` where there was none. */
  firstDecision: { count: number; medianSeconds: number | null; p90Seconds: number | null };
}

type Row = Omit<ReviewFigures, 'firstDecision'> & { day: string | null; actor: string | null; firsts: number; seconds: number[] | null };

const NOTHING: ReviewFigures = { decisions: 0, approved: 0, passedOn: 0, rejected: 0, resubmissions: 0, overturned: 0, firstDecision: { count: 0, medianSeconds: null, p90Seconds: null } };

export interface Statistics {
  total: ReviewFigures & { handedIn: number };
  days: (ReviewFigures & { day: string; handedIn: number })[];
  /** The busiest first. */
  reviewers: (ReviewFigures & { id: string; name: string | null })[];
  reasons: { code: string; count: number }[];
  overdueNow: Count;
}

/** Charts may wait a little longer than lists. */
const TIMEOUT_MS = 10_000;

/**
 * What was handed in and decided in a range, at one moment. The cost grows with the decisions of the range, and is given up when it takes too long.
 *
 * @throws SearchTooBroad
 */
export async function readStatistics(strapi: Core.Strapi, days: Days): Promise<Statistics> {
  const range = [days.from, days.to, days.timeZone];
  const overdueNow = (await countQueue(strapi)).overdue;
  const found = await lookUp(
    strapi,
    async (tx) => {
      const rows = await tx.query<Row>(OF_DECISIONS, range);
      const handedIn = await tx.query<{ day: string; count: number }>(HANDED_IN, range);
      const reasons = await tx.query<{ code: string; count: number }>(OF_REASONS, range);
      const names = await tx.query<{ actor: string; name: string | null }>(NAMES, [rows.flatMap(({ actor }) => actor ?? [])]);
      return { rows, handedIn, reasons, names };
    },
    { timeoutMs: TIMEOUT_MS, isSnapshot: true },
  );
  const handedInOn = new Map(found.handedIn.map(({ day, count }) => [day, count]));
  const byDay = new Map(found.rows.flatMap((row) => (row.day === null ? [] : [[row.day, toFigures(row)] as const])));
  const names = new Map(found.names.map(({ actor, name }) => [actor, name]));
  const total = found.rows.find(({ day, actor }) => day === null && actor === null);
  return {
    total: { ...(total ? toFigures(total) : NOTHING), handedIn: found.handedIn.reduce((sum, { count }) => sum + count, 0) },
    days: daysOf(days).map((day) => ({ day, ...(byDay.get(day) ?? NOTHING), handedIn: handedInOn.get(day) ?? 0 })),
    reviewers: found.rows
      .flatMap((row) => (row.actor === null ? [] : [{ id: row.actor.replace(/^staff:/, ''), name: names.get(row.actor) ?? null, ...toFigures(row) }]))
      .sort((one, other) => other.decisions - one.decisions || (one.id < other.id ? -1 : 1)),
    reasons: found.reasons,
    overdueNow,
  };
}

const whole = (seconds: number | null | undefined): number | null => (seconds === null || seconds === undefined ? null : Math.round(seconds));

const toFigures = ({ day: _day, actor: _actor, firsts, seconds, ...counts }: Row): ReviewFigures => ({
  ...counts,
  firstDecision: { count: firsts, medianSeconds: whole(seconds?.[0]), p90Seconds: whole(seconds?.[1]) },
});
