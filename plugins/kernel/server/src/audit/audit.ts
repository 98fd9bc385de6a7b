import { clock } from '../clock';
import { newId } from '../ids';
import { actorText, requestContext } from '../request-context';
import type { Tx } from '../transaction';
import { macOf } from './entry';

export interface AuditNote {
  /** What was done: `noun.pastVerb`, e.g. `payment.resolved`. */
  action: string;
  /** What it was done to; `id` is public, e.g. `pay_…`. */
  subject: { type: string; id: string };
  /** What a reader must know to understand it: ids, states, reasons. Never a secret; it can never be removed again. */
  data?: Record<string, unknown>;
}

let key: Buffer | undefined;

/** Gives the key that signs entries and checkpoints; once, when the kernel registers. */
export function setAuditKey(auditKey: Buffer): void {
  key = auditKey;
}

/**
 * Records who did what, in the caller's transaction: the act and its entry are stored both or neither. The actor and the
 * request come from the request context. Entries wait for nobody; a job seals them into the chain within seconds.
 */
export async function audit(tx: Tx, { action, subject, data = {} }: AuditNote): Promise<string> {
  if (!key) throw new Error('The audit has no key yet: the kernel plugin must register first.');
  const entry = {
    id: newId('aud'),
    action,
    subject_type: subject.type,
    subject_id: subject.id,
    data: JSON.stringify(data),
    actor: actorText(requestContext.actor()),
    request_id: requestContext.get()?.requestId ?? null,
    at: clock.now().toISOString(),
  };
  await tx.execute(
    `INSERT INTO audit_entries (id, action, subject_type, subject_id, data, actor, request_id, at, mac)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      entry.id,
      action,
      subject.type,
      subject.id,
      entry.data,
      entry.actor,
      entry.request_id,
      entry.at,
      macOf(key, entry),
    ],
  );
  return entry.id;
}
