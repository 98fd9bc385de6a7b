import type { Core } from '@strapi/strapi';
import { appendEvent, clock, createBatcher, formatMoney, sql, transaction, wakeRelay, type Money, type Tx } from '#kernel';
import { paymentsConfig } from '../config';
import { isPaid, paymentMachine, type PaymentState } from '../domain/payment';
import { decide, type Decision, type GatewayReport } from '../domain/settlement';
import { isGivenUp, nextPauseSeconds } from '../domain/watch';
import { accept, acceptance, arrivalKey, type Acceptance } from './acceptance';
import { recordDiscrepancy } from './discrepancies';
import { post } from './ledger';
import { freshenLimits } from './limits/ask';
import { heldShare, isLate } from './limits/late';
import { limitPolicy } from './limits/policy';
import { findByReferences, lockByReference, paymentFacts, type Attempt, type Payment, type PaymentAndAttempt } from './payments';

/**
 * Writes down what a gateway says of one reference: the state, the ledger, the discrepancy and the event, all or none.
 * Called for every answer of a gateway, in any order and any number of times.
 *
 * The common case, money that fits, is decided on what was read and written in one statement that compares and sets,
 * together with the other reports of the moment; everything else, whoever came second, and whoever gave the room of their
 * limits back meanwhile, is decided again under a lock.
 *
 * @returns what was decided, or `undefined` when the reference is none of ours.
 */
export async function applyReport(strapi: Core.Strapi, report: GatewayReport): Promise<Decision | undefined> {
  const together = batchesOf(strapi);
  const seen = await together.find(report.reference);
  if (!seen) return undefined;
  const decision = decideFor(seen, report);
  const limited = limitPolicy(strapi).current() ? { heldMinor: 0n } : undefined;
  const isCommon = decision.do === 'accept' && !(limited && isLate(seen.payment.state));
  if (isCommon && (await together.accept(acceptance(seen, report, limited)))) {
    wakeRelay();
    return decision;
  }
  return transaction(strapi, async (tx) => {
    const found = await lockByReference(tx, report.reference);
    if (!found) return undefined;
    const decided = decideFor(found, report);
    await carryOut(strapi, tx, found, report, decided);
    return decided;
  });
}

/** The most reports that are looked up, or accepted, in one statement. */
const MOST = 64;
/** Hundreds of times what such a statement takes. */
const PATIENCE_MS = 1_000;

const createBatches = (strapi: Core.Strapi) => ({
  find: createBatcher({
    most: MOST,
    patienceMs: PATIENCE_MS,
    async run(references: readonly string[]) {
      const found = await findByReferences(sql(strapi), references);
      return references.map((reference) => found.get(reference));
    },
  }),
  accept: createBatcher({
    most: MOST,
    patienceMs: PATIENCE_MS,
    async run(acceptances: readonly Acceptance[]) {
      await freshenLimits(strapi, acceptances.map(({ purse }) => purse));
      return accept(sql(strapi), acceptances);
    },
  }),
});

const batches = new WeakMap<Core.Strapi, ReturnType<typeof createBatches>>();

function batchesOf(strapi: Core.Strapi) {
  const known = batches.get(strapi) ?? createBatches(strapi);
  batches.set(strapi, known);
  return known;
}

const decideFor = ({ payment, attempt }: PaymentAndAttempt, report: GatewayReport): Decision =>
  decide({ state: payment.state, amount: payment.amount, attempt: attempt.state }, report);

async function carryOut(strapi: Core.Strapi, tx: Tx, { payment, attempt }: PaymentAndAttempt, report: GatewayReport, decision: Decision): Promise<void> {
  const about = { type: 'payment', id: payment.id };
  const facts = { ...paymentFacts(payment), reference: attempt.reference };
  switch (decision.do) {
    case 'accept': {
      const limited = await heldShare(strapi, tx, payment);
      // Under the lock nobody can have moved it, unless somebody wrote around the lock: then nothing of this holds.
      if (!(await accept(tx, [acceptance({ payment, attempt }, report, limited)]))[0]) throw new Error(`Payment ${payment.id} was moved beside its lock.`);
      tx.afterCommit(wakeRelay);
      return;
    }
    case 'suspend':
      await settleAttempt(tx, attempt, report, 'succeeded');
      await waitOrGiveUp(strapi, tx, payment, { ...attempt, state: 'succeeded' }, report);
      await recordDiscrepancy(tx, { kind: decision.why, payment, gateway: attempt.gateway, reference: attempt.reference, arrived: decision.arrived, detail: misfitDetail(payment, report) });
      await postToSuspense(tx, attempt.gateway, attempt.reference, decision.arrived, payment.id);
      return;
    case 'fail':
      await settleAttempt(tx, attempt, report, 'failed');
      if (paymentMachine.can(payment.state, 'failed') && attempt.reference === payment.reference) {
        await move(tx, payment, 'failed', attempt.reference);
        await appendEvent(tx, 'payment.failed', about, { ...facts, status: report.status, ...(report.message ? { message: report.message } : {}) });
      } else await appendEvent(tx, 'payment.attempt_failed', about, { ...facts, status: report.status });
      await keepWatching(strapi, tx, payment, attempt, report);
      return;
    case 'void':
      await tx.execute(`UPDATE payment_attempts SET state = 'void' WHERE reference = $1`, [attempt.reference]);
      await waitOrGiveUp(strapi, tx, payment, attempt, report);
      return;
    case 'contradiction':
      await recordDiscrepancy(tx, { kind: 'contradiction', payment, gateway: attempt.gateway, reference: attempt.reference, detail: decision.detail });
      await keepWatching(strapi, tx, payment, attempt, report);
      return;
    case 'wait':
      await waitOrGiveUp(strapi, tx, payment, attempt, report);
      return;
    case 'nothing':
      await waitOrGiveUp(strapi, tx, payment, attempt, report);
  }
}

const settleAttempt = (tx: Tx, { reference }: Attempt, report: GatewayReport, state: 'succeeded' | 'failed') =>
  tx.execute(
    `UPDATE payment_attempts SET state = $2, gateway_id = coalesce($3, gateway_id), gateway_status = $4, checks = checks + 1, checked_at = $5,
            last_error = NULL WHERE reference = $1`,
    [reference, state, report.gatewayId ?? null, report.status, clock.now()],
  );

async function move(tx: Tx, payment: Payment, to: PaymentState, reference: string): Promise<void> {
  paymentMachine.assert(payment.state, to);
  // The row is locked, so the comparison can only fail when somebody wrote around the lock: then nothing of this holds.
  const moved = await tx.execute(
    'UPDATE transactions SET state = $2, reference = $3, updated_at = $4 WHERE id = $1 AND state = $5',
    [payment.rowId, to, reference, clock.now(), payment.state],
  );
  if (moved !== 1) throw new Error(`Payment ${payment.id} was moved beside its lock.`);
}

/** Books money that arrived but belongs to nobody yet. */
export const postToSuspense = (tx: Tx, gateway: string, reference: string, arrived: Money, paymentId: string | null) =>
  post(tx, {
    key: arrivalKey(gateway, reference),
    kind: 'arrival_in_suspense',
    subject: paymentId,
    amount: arrived,
    debit: { kind: 'gateway', owner: gateway },
    credit: { kind: 'suspense', owner: gateway },
  });

async function waitOrGiveUp(strapi: Core.Strapi, tx: Tx, payment: Payment, attempt: Attempt, report: GatewayReport): Promise<void> {
  const isOver = isGivenUp(paymentsConfig(strapi).watch, ageSeconds(payment.createdAt));
  if (isOver && (payment.state === 'pending' || payment.state === 'created')) {
    await move(tx, payment, 'abandoned', payment.reference);
    await appendEvent(tx, 'payment.abandoned', { type: 'payment', id: payment.id }, paymentFacts(payment));
  }
  await keepWatching(strapi, tx, payment, attempt, report);
}

/** Writes down the look and plans the next one. An attempt that succeeded needs none, once its payment has ended too. */
async function keepWatching(strapi: Core.Strapi, tx: Tx, payment: Payment, attempt: Attempt, report: GatewayReport): Promise<void> {
  const isOver = attempt.state === 'succeeded' && payment.state !== 'pending' && payment.state !== 'created';
  const pause = isOver ? undefined : nextPauseSeconds(paymentsConfig(strapi).watch, attempt.checks, ageSeconds(payment.createdAt));
  await tx.execute(
    `UPDATE payment_attempts SET checks = checks + 1, checked_at = $2, gateway_status = $3, last_error = NULL,
            check_at = $2::timestamptz + make_interval(secs => $4) WHERE reference = $1`,
    [attempt.reference, clock.now(), report.status, pause ?? null],
  );
}

export const ageSeconds = (since: Date): number => (clock.now().getTime() - since.getTime()) / 1_000;

function misfitDetail({ amount, state }: Payment, { paid, requested, status }: GatewayReport): string {
  const shown = (money: Money | undefined) => (money ? formatMoney(money) : 'nothing');
  const second = isPaid(state) ? ' The payment had already succeeded.' : '';
  return `Expected ${shown(amount)}; the gateway says "${status}", asked ${shown(requested ?? paid)}, paid ${shown(paid)}.${second}`;
}

