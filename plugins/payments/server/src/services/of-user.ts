import type { Core } from '@strapi/strapi';
import { sql, type Money } from '#kernel';
import type { PaymentState } from '../domain/payment';

/** Whether there is such a payment and this user made it; both by their public ids. */
export async function isPaymentOf(strapi: Core.Strapi, userId: string, paymentId: string): Promise<boolean> {
  const rows = await sql(strapi).query(
    `SELECT FROM transactions t JOIN up_users u ON u.id = t.payer_id WHERE t.document_id = $1 AND t.kind = 'payment' AND u.document_id = $2`,
    [paymentId, userId],
  );
  return rows.length > 0;
}

export interface PaymentOfUser {
  id: string;
  state: PaymentState;
  amount: Money;
  createdAt: Date;
}

/** The last payments of a user, the newest first. */
export async function latestPaymentsOf(strapi: Core.Strapi, userId: string, most: number): Promise<PaymentOfUser[]> {
  const rows = await sql(strapi).query<{ id: string; state: PaymentState; amount_minor: string; currency: string; created_at: Date }>(
    `SELECT t.document_id AS id, t.state, t.amount_minor, t.currency, t.created_at FROM transactions t
     WHERE t.payer_id = (SELECT u.id FROM up_users u WHERE u.document_id = $1) AND t.kind = 'payment' ORDER BY t.created_at DESC, t.id DESC LIMIT $2`,
    [userId, most],
  );
  return rows.map(({ id, state, amount_minor: minor, currency, created_at: createdAt }) => ({ id, state, amount: { minor: BigInt(minor), currency }, createdAt }));
}
