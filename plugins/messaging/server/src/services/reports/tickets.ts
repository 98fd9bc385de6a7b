import type { Core } from '@strapi/strapi';
import { transaction } from '#kernel';
import { beginningOf, daysOf, type ReportRange } from '../../domain/report-range';
import type { ClockKind } from '../../domain/sla-clock';
import { ReportTooBroad } from '../../domain/sla-errors';
import { peopleOf } from '../tickets/find';
import { OF_CLOCKS, OF_TICKETS } from './statements';

export const REPORT_GROUPS = ['agent', 'category', 'day'] as const;
export type ReportGroup = (typeof REPORT_GROUPS)[number];

/** How long something took, in seconds; null where it happened to nobody. */
export interface Durations {
  count: number;
  medianSeconds: number | null;
  p90Seconds: number | null;
  /** The same in business hours, without the time for which we waited for the customer. */
  medianBusinessSeconds: number | null;
  p90BusinessSeconds: number | null;
}

export interface ReportFigures {
  opened: number;
  resolved: number;
  firstResponse: Durations;
  nextResponse: Durations;
  resolution: Durations;
  /** Promises that were kept and broken; those that are still open and not broken are neither. */
  sla: { met: number; breached: number; metPercent: number | null };
  /** What customers said of it, from 1 to 5. */
  satisfaction: { ratings: number; average: number | null };
}

export type ReportRow = ReportFigures & { key: string | null; name: string | null };

interface TicketsRow {
  key: string | null;
  is_total: boolean;
  opened: number;
  resolved: number;
  ratings: number;
  average: number | null;
}

interface ClocksRow {
  key: string | null;
  is_total: boolean;
  kind: ClockKind;
  ended: number;
  wall: number[] | null;
  business: number[] | null;
  met: number;
  breached: number;
}

const NONE: Durations = { count: 0, medianSeconds: null, p90Seconds: null, medianBusinessSeconds: null, p90BusinessSeconds: null };
const emptyFigures = (): ReportFigures => ({ opened: 0, resolved: 0, firstResponse: NONE, nextResponse: NONE, resolution: NONE, sla: { met: 0, breached: 0, metPercent: null }, satisfaction: { ratings: 0, average: null } });
const FIGURE = { first_response: 'firstResponse', next_response: 'nextResponse', resolution: 'resolution' } as const;

/**
 * What became of the tickets that were opened in a range, by agent, category or day. Spam is nobody's work, and what was
 * merged is counted with the ticket that goes on with it. Read at one moment; the cost grows with the tickets of the range.
 */
export async function reportTickets(strapi: Core.Strapi, range: ReportRange, groupBy: ReportGroup): Promise<{ rows: ReportRow[]; total: ReportFigures }> {
  const values = [beginningOf(range.from, range.timeZone), beginningOf(range.to, range.timeZone)];
  const byDay = groupBy === 'day' ? [...values, range.timeZone] : values;
  const { tickets, clocks } = await readFigures(strapi, groupBy, byDay);
  const total = emptyFigures();
  const groups = new Map<string | null, ReportFigures>(groupBy === 'day' ? daysOf(range).map((day) => [day, emptyFigures()]) : []);
  const figuresOf = ({ key, is_total: isTotal }: { key: string | null; is_total: boolean }): ReportFigures => {
    if (isTotal) return total;
    const known = groups.get(key) ?? emptyFigures();
    groups.set(key, known);
    return known;
  };
  for (const { opened, resolved, ratings, average, ...row } of tickets) Object.assign(figuresOf(row), { opened, resolved, satisfaction: { ratings, average } });
  for (const row of clocks) add(figuresOf(row), row);
  for (const figures of [total, ...groups.values()]) figures.sla.metPercent = percentOf(figures.sla);
  return { rows: await named(strapi, groups, groupBy), total };
}

const TIMEOUT_MS = 10_000;
/** query_canceled: what PostgreSQL says when the time is up. */
const isTooSlow = (error: unknown) => typeof error === 'object' && error !== null && 'code' in error && error.code === '57014';

/** Both from one snapshot. A year of many tickets must not keep the database from everybody else. @throws ReportTooBroad */
async function readFigures(strapi: Core.Strapi, groupBy: ReportGroup, values: readonly unknown[]): Promise<{ tickets: TicketsRow[]; clocks: ClocksRow[] }> {
  try {
    return await transaction(strapi, async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      await tx.query(`SELECT set_config('statement_timeout', $1, true), set_config('work_mem', '32MB', true)`, [String(TIMEOUT_MS)]);
      return { tickets: await tx.query<TicketsRow>(OF_TICKETS[groupBy], values), clocks: await tx.query<ClocksRow>(OF_CLOCKS[groupBy], values) };
    });
  } catch (error) {
    if (isTooSlow(error)) throw new ReportTooBroad();
    throw error;
  }
}

function add(figures: ReportFigures, { kind, ended, wall, business, met, breached }: ClocksRow): void {
  const whole = (seconds: number | undefined) => (seconds === undefined ? null : Math.round(seconds));
  figures[FIGURE[kind]] = {
    count: ended,
    medianSeconds: whole(wall?.[0]),
    p90Seconds: whole(wall?.[1]),
    medianBusinessSeconds: whole(business?.[0]),
    p90BusinessSeconds: whole(business?.[1]),
  };
  figures.sla.met += met;
  figures.sla.breached += breached;
}

/** To a tenth; rounded down, so that 100 % is all of them. */
const percentOf = ({ met, breached }: { met: number; breached: number }): number | null => (met + breached === 0 ? null : Math.floor((met * 1_000) / (met + breached)) / 10);

/** In the order of the days, or the most tickets first. */
async function named(strapi: Core.Strapi, groups: ReadonlyMap<string | null, ReportFigures>, groupBy: ReportGroup): Promise<ReportRow[]> {
  const people = groupBy === 'agent' ? await peopleOf(strapi, [...groups.keys()].flatMap((key) => key ?? [])) : undefined;
  const rows = [...groups].map(([key, figures]) => ({ key, name: key === null ? null : (people?.get(key)?.name ?? null), ...figures }));
  return groupBy === 'day' ? rows : rows.sort((one, other) => other.opened - one.opened);
}
