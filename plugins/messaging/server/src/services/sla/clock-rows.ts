import type { Tx } from '#kernel';
import type { BusinessHours } from '../../domain/business-hours';
import { isOpen, usedTime, type Clock, type ClockKind, type ClockOutcome, type Run } from '../../domain/sla-clock';
import type { SlaPolicy } from '../../domain/sla-policy';

/** A clock that is stored. */
export interface StoredClock extends Clock {
  rowId: string;
  rulesVersion: string;
}

interface ClockRow {
  id: string;
  rules_version: string;
  kind: ClockKind;
  runs: { from: string; to: string | null }[];
  warn_at: Date | null;
  due_at: Date | null;
  warned_at: Date | null;
  breached_at: Date | null;
  ended_at: Date | null;
  outcome: ClockOutcome | null;
}

const toRun = ({ from, to }: ClockRow['runs'][number]): Run => ({ from: new Date(from), to: to === null ? null : new Date(to) });

/** The latest clock of each kind. The caller holds the ticket. */
export async function readClocks(tx: Tx, ticketRow: number): Promise<StoredClock[]> {
  const rows = await tx.query<ClockRow>(
    `SELECT DISTINCT ON (kind) id, rules_version, kind, runs, warn_at, due_at, warned_at, breached_at, ended_at, outcome FROM ticket_clocks WHERE ticket_id = $1 ORDER BY kind, id DESC`,
    [ticketRow],
  );
  return rows.map((row) => ({
    rowId: row.id,
    rulesVersion: row.rules_version,
    kind: row.kind,
    runs: row.runs.map(toRun),
    warnAt: row.warn_at,
    dueAt: row.due_at,
    warnedAt: row.warned_at,
    breachedAt: row.breached_at,
    endedAt: row.ended_at,
    outcome: row.outcome,
  }));
}

/** By which rules clocks were computed. */
export interface ComputedBy {
  policy: SlaPolicy | undefined;
  rulesVersion: string;
  hours: BusinessHours;
}

/** Stores what is new or another than before. What has ended was measured by the rules of its day, and stays. */
export async function writeClocks(tx: Tx, ticketRow: number, before: readonly StoredClock[], clocks: readonly (StoredClock | Clock)[], by: ComputedBy): Promise<void> {
  const known = new Map(before.map((clock) => [clock.rowId, JSON.stringify(clock)]));
  for (const clock of clocks) {
    const rowId = 'rowId' in clock ? clock.rowId : undefined;
    if (rowId === undefined) await tx.execute(INSERT, [ticketRow, ...valuesOf(clock, by)]);
    else if (known.get(rowId) !== JSON.stringify(clock) || isBehind(clock as StoredClock, by)) await tx.execute(UPDATE, [rowId, ...valuesOf(clock, by)]);
  }
}

const isBehind = (clock: StoredClock, { rulesVersion }: ComputedBy): boolean => isOpen(clock) && clock.rulesVersion !== rulesVersion;

const COLUMNS = [
  'kind', 'policy_id', 'target_seconds', 'rules_version', 'runs', 'warn_at', 'due_at', 'warned_at', 'breached_at', 'ended_at', 'outcome', 'business_seconds', 'wall_seconds',
];
const PLACES = COLUMNS.map((_, index) => `$${index + 2}`).join(', ');
const INSERT = `INSERT INTO ticket_clocks (ticket_id, ${COLUMNS.join(', ')}) VALUES ($1, ${PLACES})`;
const UPDATE = `UPDATE ticket_clocks SET (${COLUMNS.join(', ')}) = ROW (${PLACES}) WHERE id = $1`;

function valuesOf(clock: Clock, { policy, rulesVersion, hours }: ComputedBy): unknown[] {
  const { kind, runs, warnAt, dueAt, warnedAt, breachedAt, endedAt, outcome } = clock;
  const { businessSeconds, wallSeconds } = lengthOf(clock, hours);
  return [
    kind, policy?.id ?? null, policy?.targetSeconds[kind] ?? null, rulesVersion, JSON.stringify(runs), warnAt, dueAt, warnedAt, breachedAt, endedAt, outcome, businessSeconds, wallSeconds,
  ];
}

const wholeSeconds = (ms: number): number => Math.round(ms / 1_000);

/** How long it took, once it has ended: in business hours without pauses, and by the clock on the wall. */
function lengthOf(clock: Clock, hours: BusinessHours): { businessSeconds: number | null; wallSeconds: number | null } {
  const { endedAt, runs } = clock;
  const [first] = runs;
  if (endedAt === null || !first) return { businessSeconds: null, wallSeconds: null };
  return { businessSeconds: wholeSeconds(usedTime(clock, hours, endedAt)), wallSeconds: wholeSeconds(endedAt.getTime() - first.from.getTime()) };
}
