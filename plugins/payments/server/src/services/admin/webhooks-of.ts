import type { Sql } from '#kernel';

export interface WebhookRow {
  id: string;
  event_type: string;
  reference: string | null;
  received_at: Date;
  state: 'received' | 'working' | 'processed' | 'ignored' | 'dead';
  attempts: number;
  outcome: string | null;
  last_error: string | null;
  repeats: number;
  last_repeat_at: Date | null;
  is_readable: boolean;
}

/** A payment has a handful; what a broken gateway sends beyond this stays in the database. */
const MOST = 500;

const SELECT = `SELECT m.id, m.event_type, m.subject AS reference, m.received_at, d.state, d.attempts, d.outcome, d.last_error,
    r.repeats, r.last_repeat_at, d.body_key IS NOT NULL AS is_readable
  FROM inbox_messages m JOIN inbox_deliveries d ON d.message_id = m.id
  CROSS JOIN LATERAL (SELECT count(*)::int AS repeats, max(received_at) AS last_repeat_at FROM inbox_repeats WHERE message_id = m.id) r`;

/** The webhooks that a gateway sent about these references, in the order of their arrival. */
export const webhooksOf = (db: Sql, gateway: string, references: readonly string[]): Promise<WebhookRow[]> =>
  db.query<WebhookRow>(`${SELECT} WHERE m.provider = $1 AND m.subject = ANY($2) ORDER BY m.received_at, m.id LIMIT ${MOST}`, [gateway, references]);

/** One webhook of one of these gateways; those of other plugins are none of ours. */
export async function findWebhook(db: Sql, gateways: readonly string[], id: string): Promise<WebhookRow | undefined> {
  const [row] = await db.query<WebhookRow>(`${SELECT} WHERE m.id = $1 AND m.provider = ANY($2)`, [id, gateways]);
  return row;
}

export const webhookOut = (row: WebhookRow) => ({
  id: row.id,
  type: row.event_type,
  reference: row.reference,
  receivedAt: row.received_at.toISOString(),
  state: row.state,
  attempts: row.attempts,
  outcome: row.outcome,
  lastError: row.last_error,
  repeats: row.repeats,
  lastRepeatAt: row.last_repeat_at?.toISOString() ?? null,
  isReadable: row.is_readable,
});
