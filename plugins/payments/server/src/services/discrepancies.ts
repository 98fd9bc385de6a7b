import { appendEvent, clock, newId, type Money, type Tx } from '#kernel';
import type { Misfit } from '../domain/settlement';
import type { Payment } from './payments';

/** `contradiction`: a gateway takes back or mixes up what it said. `unknown_reference`: money for a reference that is none of ours. */
export type DiscrepancyKind = Misfit | 'unknown_reference' | 'contradiction' | 'unconfirmed_success' | 'webhook_mismatch';

export interface NewDiscrepancy {
  kind: DiscrepancyKind;
  gateway: string;
  reference: string;
  payment?: Payment;
  /** What lies in suspense because of it; nothing where no money is concerned. */
  arrived?: Money;
  /** For staff: what was expected and what was found. */
  detail: string;
}

/**
 * Tells staff that something does not fit. One a kind and reference: repeats of the same news add nothing. The
 * transaction must be one of ours (`AS_WRITER`).
 *
 * @returns whether it was news.
 */
export async function recordDiscrepancy(tx: Tx, { kind, gateway, reference, payment, arrived, detail }: NewDiscrepancy): Promise<boolean> {
  const id = newId('dsc');
  const recorded = await tx.execute(
    `INSERT INTO payment_discrepancies (document_id, kind, state, gateway, reference, transaction_id, amount_minor, currency, detail, created_at, updated_at, published_at)
     VALUES ($1, $2, 'open', $3, $4, $5, $6, $7, $8, $9, $9, $9) ON CONFLICT (gateway, reference, kind) DO NOTHING`,
    [id, kind, gateway, reference, payment?.rowId ?? null, arrived?.minor.toString() ?? null, arrived?.currency ?? null, detail.slice(0, 2_000), clock.now()],
  );
  if (recorded === 0) return false;
  await appendEvent(tx, 'payment.discrepancy_found', { type: 'payment', id: payment?.id ?? id }, {
    discrepancyId: id,
    kind,
    gateway,
    reference,
    ...(payment ? { paymentId: payment.id } : {}),
    ...(arrived ? { amountMinor: arrived.minor.toString(), currency: arrived.currency } : {}),
  });
  return true;
}
