import type { Sql } from '#kernel';
import { nameActors, type ActorOut } from './actors';
import type { WebhookRow } from './webhooks-of';

/** One line of a payment's history. `data` holds ids and facts, never personal data. */
export interface TimelineEntry {
  id: string;
  at: string;
  /** `event`: something changed; `webhook`: the gateway told us something; `act`: a person of the staff did something. */
  source: 'event' | 'webhook' | 'act';
  type: string;
  actor: ActorOut;
  data: Record<string, unknown>;
}

interface HappenedRow {
  id: string;
  source: 'event' | 'act';
  type: string;
  data: Record<string, unknown>;
  actor: string;
  at: Date;
}

/** Beyond this a history is cut at its old end. */
const MOST = 500;

/** Everything that happened to a payment: its events, the webhooks about it, and what staff did with it, by time. */
export async function timelineOf(db: Sql, paymentId: string, gateway: string, webhooks: readonly WebhookRow[], discrepancies: readonly string[]): Promise<TimelineEntry[]> {
  const events = await db.query<HappenedRow>(
    `SELECT id, 'event' AS source, type, payload AS data, actor, occurred_at AS at FROM domain_events WHERE aggregate_id = $1 ORDER BY seq DESC LIMIT ${MOST}`,
    [paymentId],
  );
  const acts = await actsOn(db, [paymentId], webhooks.map(({ id }) => id), discrepancies);
  const name = await nameActors(db, [...events, ...acts].map(({ actor }) => actor));
  const entries: TimelineEntry[] = [
    ...webhooks.map((row) => fromWebhook(row, gateway)),
    ...[...events.reverse(), ...acts].map((row) => ({ id: row.id, at: row.at.toISOString(), source: row.source, type: row.type, actor: name(row.actor), data: row.data })),
  ];
  // A stable sort: within one millisecond a webhook stands before what it caused, and events keep their order.
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const fromWebhook = ({ id, event_type, received_at, reference, state, repeats, last_repeat_at }: WebhookRow, gateway: string): TimelineEntry => ({
  id,
  at: received_at.toISOString(),
  source: 'webhook',
  type: event_type,
  actor: { type: 'system', id: gateway, name: null },
  data: { gateway, reference, state, repeats, lastRepeatAt: last_repeat_at?.toISOString() ?? null },
});

/** What the audit says that staff did. Resolutions are events already. */
async function actsOn(db: Sql, payments: readonly string[], webhooks: readonly string[], discrepancies: readonly string[]): Promise<HappenedRow[]> {
  return db.query<HappenedRow>(
    `SELECT id, 'act' AS source, action AS type, data, actor, at FROM audit_entries
     WHERE (subject_type = 'payment' AND subject_id = ANY($1)) OR (subject_type = 'webhook' AND subject_id = ANY($2))
        OR (subject_type = 'discrepancy' AND subject_id = ANY($3) AND action <> 'discrepancy.resolved') ORDER BY seq LIMIT ${MOST}`,
    [payments, webhooks, discrepancies],
  );
}
