import type { Core } from '@strapi/strapi';
import { clock, sql, type Money, type Sql, type Tx } from '#kernel';
import type { AttemptState, PaymentState } from '../domain/payment';

/** A payment as our services see it. Database ids stay inside. */
export interface Payment {
  rowId: number;
  id: string;
  state: PaymentState;
  amount: Money;
  gateway: string;
  reference: string;
  description: string | null;
  metadata: Record<string, string> | null;
  returnUrl: string | null;
  payer: { rowId: number; id: string; email: string };
  createdAt: Date;
  updatedAt: Date;
}

export interface Attempt {
  reference: string;
  number: number;
  gateway: string;
  state: AttemptState;
  checkoutUrl: string | null;
  checks: number;
  startedAt: Date;
  /** Somebody may still be waiting for the gateway's answer: not lost yet. */
  isCallUnderWay: boolean;
}

interface PaymentRow {
  row_id: number;
  id: string;
  state: PaymentState;
  amount_minor: string;
  currency: string;
  gateway: string;
  reference: string;
  description: string | null;
  metadata: Record<string, string> | null;
  return_url: string | null;
  payer_row_id: number;
  payer_id: string;
  payer_email: string;
  created_at: Date;
  updated_at: Date;
}

interface AttemptRow {
  a_reference: string;
  a_number: number;
  a_gateway: string;
  a_state: AttemptState;
  a_checkout_url: string | null;
  a_checks: number;
  a_started_at: Date;
  a_called_at: Date | null;
}

/** Longer than the slowest call of a gateway: after it, whoever waited for the answer is dead. */
const LONGEST_CALL_MS = 30_000;

const PAYMENT = `t.id AS row_id, t.document_id AS id, t.state, t.amount_minor, t.currency, t.gateway, t.reference, t.description, t.metadata,
  t.return_url, t.created_at, t.updated_at, u.id AS payer_row_id, u.document_id AS payer_id, u.email AS payer_email`;
const ATTEMPT = `a.reference AS a_reference, a.number AS a_number, a.gateway AS a_gateway, a.state AS a_state,
  a.checkout_url AS a_checkout_url, a.checks AS a_checks, a.started_at AS a_started_at, a.called_at AS a_called_at`;

const toPayment = (row: PaymentRow): Payment => ({
  rowId: row.row_id,
  id: row.id,
  state: row.state,
  amount: { minor: BigInt(row.amount_minor), currency: row.currency },
  gateway: row.gateway,
  reference: row.reference,
  description: row.description,
  metadata: row.metadata,
  returnUrl: row.return_url,
  payer: { rowId: row.payer_row_id, id: row.payer_id, email: row.payer_email },
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const toAttempt = (row: AttemptRow): Attempt => ({
  reference: row.a_reference,
  number: row.a_number,
  gateway: row.a_gateway,
  state: row.a_state,
  checkoutUrl: row.a_checkout_url,
  checks: row.a_checks,
  startedAt: row.a_started_at,
  isCallUnderWay: row.a_called_at !== null && clock.now().getTime() - row.a_called_at.getTime() < LONGEST_CALL_MS,
});

/** Says to the database that the payments plugin is at work in this transaction; without it the tables refuse. */
export const AS_WRITER = `(SELECT set_config('mangrove.writer', 'payments', true)) AS writer`;

/** A payment by its public id, or by the `Idempotency-Key` it was created under. */
export async function findPayment(db: Sql, by: { id: string } | { idempotencyToken: string }): Promise<Payment | undefined> {
  const [column, value] = 'id' in by ? ['document_id', by.id] : ['idempotency_token', by.idempotencyToken];
  const [row] = await db.query<PaymentRow>(
    `SELECT ${PAYMENT} FROM transactions t JOIN up_users u ON u.id = t.payer_id WHERE t.${column} = $1 AND t.kind = 'payment'`,
    [value],
  );
  return row && toPayment(row);
}

/** Locks a payment until the end of the transaction and makes the transaction one of ours. */
export async function lockPayment(tx: Tx, id: string): Promise<Payment | undefined> {
  const [row] = await tx.query<PaymentRow>(
    `SELECT ${PAYMENT} FROM transactions t JOIN up_users u ON u.id = t.payer_id CROSS JOIN ${AS_WRITER}
     WHERE t.document_id = $1 FOR UPDATE OF t`,
    [id],
  );
  return row && toPayment(row);
}

const BY_REFERENCE = `SELECT ${PAYMENT}, ${ATTEMPT} FROM payment_attempts a JOIN transactions t ON t.id = a.transaction_id
  JOIN up_users u ON u.id = t.payer_id`;

export interface PaymentAndAttempt {
  payment: Payment;
  attempt: Attempt;
}

const both = (row: PaymentRow & AttemptRow): PaymentAndAttempt => ({ payment: toPayment(row), attempt: toAttempt(row) });

/** Payments and the attempts that have these references, by reference, as they are at this moment. */
export const findByReferences = async (db: Sql, references: readonly string[]): Promise<Map<string, PaymentAndAttempt>> =>
  new Map((await db.query<PaymentRow & AttemptRow>(`${BY_REFERENCE} WHERE a.reference = ANY ($1)`, [references])).map((row) => [row.a_reference, both(row)]));

/** One of them, locked until the end of the transaction, which becomes one of ours. */
export async function lockByReference(tx: Tx, reference: string): Promise<PaymentAndAttempt | undefined> {
  const [row] = await tx.query<PaymentRow & AttemptRow>(`${BY_REFERENCE} CROSS JOIN ${AS_WRITER} WHERE a.reference = $1 FOR UPDATE OF t`, [reference]);
  return row && both(row);
}

/** All attempts of a payment, the newest first. */
export async function attemptsOf(db: Sql, payment: Payment): Promise<Attempt[]> {
  const rows = await db.query<AttemptRow>(
    `SELECT ${ATTEMPT} FROM payment_attempts a WHERE a.transaction_id = $1 ORDER BY a.number DESC`,
    [payment.rowId],
  );
  return rows.map(toAttempt);
}

/** The payment of this payer, or nothing: another's payment and one that does not exist are the same. */
export async function findOwnPayment(strapi: Core.Strapi, id: string, payerRowId: number): Promise<Payment | undefined> {
  const payment = await findPayment(sql(strapi), { id });
  return payment?.payer.rowId === payerRowId ? payment : undefined;
}

/** The part of a payment that every one of its events carries. */
export const paymentFacts = ({ id, payer, gateway, reference, amount }: Payment) => ({
  paymentId: id,
  payerId: payer.id,
  gateway,
  reference,
  amountMinor: amount.minor.toString(),
  currency: amount.currency,
});
