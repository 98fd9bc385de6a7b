import { clock, eventRecord, type EventRecord, type Sql } from '#kernel';
import { paymentMachine, type PaymentState } from '../domain/payment';
import type { GatewayReport } from '../domain/settlement';
import { postingRecord } from './ledger';
import type { Purse } from './limits/ask';
import { AS_WRITER, paymentFacts, type PaymentAndAttempt } from './payments';

/** Money that fits its payment, ready to be written down. */
export interface Acceptance {
  rowId: number;
  reference: string;
  /** The state in which the payment was seen. */
  from: PaymentState;
  gatewayId: string | null;
  gatewayStatus: string;
  /** Whose money it is: their wallet should know its ceiling by then. */
  purse: Purse;
  event: EventRecord;
  posting: ReturnType<typeof postingRecord>;
}

/** One arrival a reference, for ever: the key is the same whether the money goes to a wallet or into suspense. */
export const arrivalKey = (gateway: string, reference: string) => `arrival:${gateway}:${reference}`;

/**
 * What accepting a report comes to: the attempt that was paid becomes the payment's, and its payer is credited. `limited`
 * where payments have limits: with what of the money is held in any case.
 */
export function acceptance({ payment, attempt }: PaymentAndAttempt, report: GatewayReport, limited?: { heldMinor: bigint }): Acceptance {
  paymentMachine.assert(payment.state, 'succeeded');
  const { gateway, reference } = attempt;
  const about = { type: 'payment', id: payment.id };
  const facts = { ...paymentFacts(payment), reference };
  return {
    rowId: payment.rowId,
    reference,
    from: payment.state,
    gatewayId: report.gatewayId ?? null,
    gatewayStatus: report.status,
    purse: { payerId: payment.payer.id, currency: payment.amount.currency },
    event: eventRecord('payment.succeeded', about, facts),
    posting: postingRecord({
      key: arrivalKey(gateway, reference),
      kind: 'payment',
      subject: payment.id,
      amount: payment.amount,
      debit: { kind: 'gateway', owner: gateway },
      credit: { kind: 'wallet', owner: payment.payer.id },
      ...(limited ? { ...limited, ifHeld: eventRecord('payment.held', about, { ...facts, heldMinor: '0' }) } : {}),
    }),
  };
}

/**
 * Writes down states, attempts, events and postings in one statement, all or none; a payment that is no longer in the
 * state in which it was seen, or that somebody else holds at this moment, is left out: nobody waits for another's payment,
 * so neither does one lock stop all, nor do two instances that accept the same payments wait in a circle. Of two
 * references of one payment one alone is written: the other is no repeat, but a second success.
 *
 * @returns for each whether it was written.
 */
export async function accept(db: Sql, acceptances: readonly Acceptance[]): Promise<boolean[]> {
  const now = clock.now();
  const moved = await db.query<{ reference: string }>(
    `WITH given AS (
       SELECT g.* FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::jsonb[])
         AS g (row_id, reference, seen, gateway_id, gateway_status, event, posting)
         JOIN transactions t ON t.id = g.row_id WHERE t.state = g.seen FOR NO KEY UPDATE OF t SKIP LOCKED),
     moved AS (
       UPDATE transactions t SET state = 'succeeded', reference = g.reference, updated_at = $8 FROM given g CROSS JOIN ${AS_WRITER}
       WHERE t.id = g.row_id AND t.state = g.seen RETURNING g.reference, g.gateway_id, g.gateway_status, g.event, g.posting),
     attempts AS (
       UPDATE payment_attempts a SET state = 'succeeded', gateway_id = coalesce(m.gateway_id, a.gateway_id), gateway_status = m.gateway_status,
              checks = a.checks + 1, checked_at = $9, check_at = NULL, last_error = NULL
       FROM moved m WHERE a.reference = m.reference),
     written AS MATERIALIZED (
       SELECT mangrove_append_events(jsonb_agg(event)), ledger_post(jsonb_agg(posting)) FROM moved HAVING count(*) > 0)
     SELECT m.reference FROM moved m CROSS JOIN written`,
    [
      acceptances.map(({ rowId }) => rowId),
      acceptances.map(({ reference }) => reference),
      acceptances.map(({ from }) => from),
      acceptances.map(({ gatewayId }) => gatewayId),
      acceptances.map(({ gatewayStatus }) => gatewayStatus),
      acceptances.map(({ event }) => JSON.stringify(event)),
      acceptances.map(({ posting }) => JSON.stringify(posting)),
      // Twice: one column has a time zone, the other has none, and as one parameter it would be read in the zone of the session.
      now,
      now,
    ],
  );
  const written = new Set(moved.map(({ reference }) => reference));
  return acceptances.map(({ reference }) => written.has(reference));
}
