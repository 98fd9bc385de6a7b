import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
import { findPayment, type Payment } from '../payments';
import { discrepanciesOf } from './list-discrepancies';
import { postingsOf } from './postings-of';
import { timelineOf } from './timeline';
import { webhookOut, webhooksOf } from './webhooks-of';

interface AttemptRow {
  reference: string;
  number: number;
  gateway: string;
  state: string;
  gateway_id: string | null;
  gateway_status: string | null;
  checks: number;
  check_at: Date | null;
  checked_at: Date | null;
  last_error: string | null;
  started_at: Date;
}

/** Everything that is known about one payment, for staff. `undefined`: there is none of this id. */
export async function readPaymentFile(strapi: Core.Strapi, id: string) {
  const db = sql(strapi);
  const payment = await findPayment(db, { id });
  if (!payment) return undefined;
  const attempts = await db.query<AttemptRow>(
    `SELECT reference, number, gateway, state, gateway_id, gateway_status, checks, check_at, checked_at, last_error, started_at
     FROM payment_attempts WHERE transaction_id = $1 ORDER BY number`,
    [payment.rowId],
  );
  const webhooks = await webhooksOf(db, payment.gateway, attempts.map(({ reference }) => reference));
  const discrepancies = await discrepanciesOf(db, payment.rowId);
  return {
    ...paymentOut(payment),
    attempts: attempts.map(attemptOut),
    timeline: await timelineOf(db, payment.id, payment.gateway, webhooks, discrepancies.map((discrepancy) => discrepancy.id)),
    postings: await postingsOf(db, payment.id),
    webhooks: webhooks.map(webhookOut),
    discrepancies,
  };
}

const paymentOut = (payment: Payment) => ({
  id: payment.id,
  kind: 'payment' as const,
  state: payment.state,
  amountMinor: payment.amount.minor.toString(),
  currency: payment.amount.currency,
  gateway: payment.gateway,
  reference: payment.reference,
  description: payment.description,
  metadata: payment.metadata,
  payer: { id: payment.payer.id, email: payment.payer.email },
  createdAt: payment.createdAt.toISOString(),
  updatedAt: payment.updatedAt.toISOString(),
});

const attemptOut = (row: AttemptRow) => ({
  reference: row.reference,
  number: row.number,
  gateway: row.gateway,
  state: row.state,
  gatewayId: row.gateway_id,
  gatewayStatus: row.gateway_status,
  checks: row.checks,
  nextCheckAt: row.check_at?.toISOString() ?? null,
  checkedAt: row.checked_at?.toISOString() ?? null,
  lastError: row.last_error,
  startedAt: row.started_at.toISOString(),
});
