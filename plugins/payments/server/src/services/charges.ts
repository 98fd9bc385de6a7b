import type { Core } from '@strapi/strapi';
import { appendEvent, clock, newId, sql, transaction, type Money } from '#kernel';
import { paymentsConfig } from '../config';
import { newReference } from '../domain/reference';
import { AmountTooSmall, CurrencyUnsupported, GatewayMisconfigured, GatewayRefused, GatewayUnavailable, GatewayUnknown } from '../errors';
import type { PaymentGateway } from '../gateways/port';
import { gateways } from '../gateways/registry';
import { askLimits } from './limits/ask';
import { explainExcess } from './limits/excess';
import { AS_WRITER, attemptsOf, findPayment, lockPayment, paymentFacts, type Attempt, type Payment } from './payments';
import { syncReference } from './sync';

export interface NewCharge {
  amount: Money;
  payer: { rowId: number; id: string };
  gateway?: string | undefined;
  returnUrl?: string | undefined;
  description?: string | undefined;
  metadata?: Record<string, string> | undefined;
  /** Makes a repeat of the request find this payment, even when the process died before it answered. */
  idempotencyToken?: string | undefined;
}

/** How often one request begins anew after a lost answer. The payer can ask again; so can the next request. */
const STARTS_PER_REQUEST = 2;

/**
 * Creates a payment and opens the gateway's checkout for it.
 *
 * When this returns, the payment exists, whatever the gateway did: without an answer it is `pending` and has no
 * checkout yet, and `openCheckout` tries again.
 *
 * @throws GatewayUnknown, CurrencyUnsupported, AmountTooSmall before anything is stored; LimitExceeded, or what the policy
 *   of limits says in its place, when it is above what its payer may pay: then nothing is stored either.
 * @throws GatewayRefused when the gateway does not take it; the payment is `failed`.
 */
export async function createCharge(strapi: Core.Strapi, charge: NewCharge): Promise<Payment> {
  const gateway = chooseGateway(strapi, charge);
  const { idempotencyToken } = charge;
  const known = idempotencyToken && (await findPayment(sql(strapi), { idempotencyToken }));
  const id = known ? known.id : await insertPayment(strapi, gateway, charge);
  return openCheckout(strapi, id);
}

function chooseGateway(strapi: Core.Strapi, { gateway: code, amount: { minor, currency } }: NewCharge): PaymentGateway {
  const registry = gateways(strapi);
  const gateway = code === undefined ? registry.all()[0] : registry.find(code);
  if (!gateway) throw new GatewayUnknown({ gateway: code ?? 'default', known: registry.codes() });
  if (!gateway.currencies.includes(currency)) {
    throw new CurrencyUnsupported({ gateway: gateway.code, currency, supported: [...gateway.currencies] });
  }
  const minimum = gateway.minimumMinor(currency);
  if (minor < minimum) throw new AmountTooSmall({ currency, minimumMinor: minimum.toString() });
  return gateway;
}

async function insertPayment(strapi: Core.Strapi, gateway: PaymentGateway, charge: NewCharge): Promise<string> {
  const id = newId('pay');
  const reference = newReference();
  const now = clock.now();
  const { amount, payer } = charge;
  await transaction(strapi, async (tx) => {
    const limits = await askLimits(strapi, tx, { payerId: payer.id, currency: amount.currency });
    const [row] = await tx.query<{ id: number }>(
      `INSERT INTO transactions (document_id, kind, state, amount_minor, currency, gateway, reference, description, metadata,
                                 return_url, payer_id, idempotency_token, created_at, updated_at, published_at)
       SELECT $1, 'payment', 'created', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $11 FROM ${AS_WRITER} RETURNING id`,
      [
        id, amount.minor.toString(), amount.currency, gateway.code, reference, charge.description ?? null,
        charge.metadata ? JSON.stringify(charge.metadata) : null, charge.returnUrl ?? null, payer.rowId,
        charge.idempotencyToken ?? null, now,
      ],
    ).catch((error: unknown) => {
      throw explainExcess(strapi, error, amount, limits);
    });
    await insertAttempt(tx, { transactionRowId: row?.id ?? 0, reference, number: 1, gateway: gateway.code, now }, paymentsConfig(strapi).watch.firstCheckSeconds);
    await appendEvent(tx, 'payment.created', { type: 'payment', id }, {
      paymentId: id, payerId: payer.id, gateway: gateway.code, reference, amountMinor: amount.minor.toString(), currency: amount.currency,
    });
  });
  return id;
}

interface NewAttempt {
  transactionRowId: number;
  reference: string;
  number: number;
  gateway: string;
  now: Date;
}

const insertAttempt = (tx: Parameters<typeof lockPayment>[0], { transactionRowId, reference, number, gateway, now }: NewAttempt, firstCheckSeconds: number) =>
  tx.execute(
    `INSERT INTO payment_attempts (reference, transaction_id, number, gateway, state, started_at, check_at)
     VALUES ($1, $2, $3, $4, 'starting', $5, $5::timestamptz + make_interval(secs => $6))`,
    [reference, transactionRowId, number, gateway, now, firstCheckSeconds],
  );

/**
 * Sees to it that an unfinished payment has a checkout: gives the open one back, starts the attempt that was not
 * started, and begins a new attempt where the answer to the last one was lost.
 *
 * @throws GatewayRefused when the gateway does not take it; the payment is `failed`.
 */
export async function openCheckout(strapi: Core.Strapi, id: string): Promise<Payment> {
  for (let start = 1; ; start += 1) {
    const payment = await findPayment(sql(strapi), { id });
    if (!payment) throw new Error(`Payment ${id} has vanished.`);
    if (payment.state !== 'created' && payment.state !== 'pending') return payment;
    const [newest] = await attemptsOf(sql(strapi), payment);
    if (!newest || newest.state === 'open' || newest.state === 'succeeded' || start > 2 * STARTS_PER_REQUEST) return payment;
    if (newest.state === 'starting') {
      await startAttempt(strapi, payment, newest);
      continue;
    }
    if (newest.isCallUnderWay) return payment;
    // The answer to the last start was lost. It may have been acted upon, so its reference is looked up first.
    const report = await syncReference(strapi, newest.reference).catch((error: unknown) => {
      if (error instanceof GatewayUnavailable || error instanceof GatewayMisconfigured) return undefined;
      throw error;
    });
    if (!report) return payment;
    await beginAttempt(strapi, id, newest.number);
  }
}

/** Adds attempt `after + 1`, unless the payment has moved on or somebody else has just added it. */
function beginAttempt(strapi: Core.Strapi, id: string, after: number): Promise<void> {
  return transaction(strapi, async (tx) => {
    const payment = await lockPayment(tx, id);
    if (payment?.state !== 'created' && payment?.state !== 'pending') return;
    const [newest] = await attemptsOf(tx, payment);
    if (newest?.number !== after) return;
    const reference = newReference();
    const now = clock.now();
    await insertAttempt(tx, { transactionRowId: payment.rowId, reference, number: after + 1, gateway: payment.gateway, now }, paymentsConfig(strapi).watch.firstCheckSeconds);
    await tx.execute('UPDATE transactions SET reference = $2, updated_at = $3 WHERE id = $1', [payment.rowId, reference, now]);
  });
}

/**
 * Calls the gateway, outside any transaction, and writes down what it answered, or that it did not. The attempt counts
 * as lost from before the call until the answer is stored, so that a process that dies in between loses nothing; and
 * one caller alone makes it lost, so that no reference is ever sent twice.
 */
async function startAttempt(strapi: Core.Strapi, payment: Payment, { reference, number }: Attempt): Promise<void> {
  const isMine = await sql(strapi).execute(
    `UPDATE payment_attempts SET state = 'lost', called_at = $2 WHERE reference = $1 AND state = 'starting'`,
    [reference, clock.now()],
  );
  if (isMine === 0) return;
  const gateway = gateways(strapi).get(payment.gateway);
  try {
    const { nextAction } = await gateway.charge({
      reference,
      amount: payment.amount,
      payer: { email: payment.payer.email },
      metadata: { paymentId: payment.id },
      ...(payment.returnUrl ? { returnUrl: payment.returnUrl } : {}),
      ...(payment.description ? { description: payment.description } : {}),
    });
    await recordStart(strapi, payment.id, reference, number, { state: 'open', checkoutUrl: nextAction.url });
  } catch (error) {
    if (error instanceof GatewayUnavailable) await recordStart(strapi, payment.id, reference, number, { state: 'lost', error: error.message });
    else if (error instanceof GatewayRefused || error instanceof GatewayMisconfigured) {
      await recordStart(strapi, payment.id, reference, number, { state: 'refused', error: error.message });
      throw error;
    } else throw error;
  }
}

type Start = { state: 'open'; checkoutUrl: string } | { state: 'lost' | 'refused'; error: string };

function recordStart(strapi: Core.Strapi, id: string, reference: string, number: number, start: Start): Promise<void> {
  return transaction(strapi, async (tx) => {
    const payment = await lockPayment(tx, id);
    if (!payment) throw new Error(`Payment ${id} has vanished.`);
    // Compare-and-set: a webhook may have been faster than the answer that we are recording.
    const recorded = await tx.execute(
      `UPDATE payment_attempts SET state = $2, checkout_url = $3, last_error = $4, called_at = NULL,
              check_at = CASE WHEN $2 = 'refused' THEN NULL ELSE check_at END
       WHERE reference = $1 AND state IN ('lost', 'void')`,
      [reference, start.state, 'checkoutUrl' in start ? start.checkoutUrl : null, 'error' in start ? start.error : null],
    );
    if (recorded === 0) return;
    const facts = { ...paymentFacts(payment), reference };
    const about = { type: 'payment', id };
    const to = start.state === 'refused' ? 'failed' : 'pending';
    if (payment.state === 'created' || (payment.state === 'pending' && to === 'failed')) {
      await tx.execute('UPDATE transactions SET state = $2, updated_at = $3 WHERE id = $1 AND state = $4', [payment.rowId, to, clock.now(), payment.state]);
    }
    if (start.state === 'open') await appendEvent(tx, 'payment.started', about, { ...facts, attempt: number });
    else if (start.state === 'lost') await appendEvent(tx, 'payment.attempt_lost', about, { ...facts, attempt: number });
    else await appendEvent(tx, 'payment.failed', about, { ...facts, status: 'refused', message: start.error });
  });
}
