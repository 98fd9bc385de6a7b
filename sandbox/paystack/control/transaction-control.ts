import type { z } from 'zod';
import type { Sandbox } from '../sandbox.ts';
import { announceSuccess } from '../transactions/announce.ts';
import {
  abandon, answerStep, defaultAuthorization, isSettled, openStep, refuse, rightAnswer, submitCard,
} from '../transactions/charge.ts';
import { createTransaction } from '../transactions/create.ts';
import { isoOrNull } from '../transactions/present.ts';
import { findTestCard, successCard, testCards } from '../transactions/test-cards.ts';
import type { Transaction } from '../transactions/transaction.ts';
import { presentDelivery } from '../webhooks/delivery.ts';
import { chargeSuccess } from '../webhooks/events.ts';
import { ControlError } from './errors.ts';
import type { foreignTransactionBody, patchBody, payBody, sendWebhookBody } from './schemas.ts';

export const presentControlled = (transaction: Transaction, { checkoutUrl }: Pick<Sandbox, 'checkoutUrl'>) => ({
  id: transaction.id,
  reference: transaction.reference,
  domain: transaction.domain,
  status: transaction.status,
  amount: transaction.amount,
  requested_amount: transaction.requestedAmount,
  currency: transaction.currency,
  fees: transaction.fees,
  gateway_response: transaction.gatewayResponse,
  email: transaction.customer.email,
  metadata: transaction.metadata,
  created_at: isoOrNull(transaction.createdAt),
  paid_at: isoOrNull(transaction.paidAt),
  access_code: transaction.accessCode,
  authorization_url: checkoutUrl(transaction),
  callback_url: transaction.callbackUrl,
  open_step: openStep(transaction)?.kind ?? null,
  is_foreign: transaction.isForeign,
});

/** Acts as the customer, or as the hand of fate, on single transactions. */
export function createTransactionControl(sandbox: Sandbox) {
  const { clock, store, transactions, events } = sandbox;

  const find = (reference: string): Transaction => {
    const transaction = transactions.by('reference', reference);
    if (!transaction) throw new ControlError(404, `No transaction has the reference "${reference}".`);
    return transaction;
  };
  const findOpen = (reference: string): Transaction => {
    const transaction = find(reference);
    if (isSettled(transaction)) throw new ControlError(409, `Transaction "${reference}" is ${transaction.status}: its customer can do nothing any more.`);
    return transaction;
  };
  const done = (transaction: Transaction) => {
    store.changed();
    return presentControlled(transaction, sandbox);
  };

  return {
    list: () => transactions.newestFirst().map((one) => presentControlled(one, sandbox)),
    get: (reference: string) => presentControlled(find(reference), sandbox),

    /** Pays with a test card, answering every question of the bank rightly. */
    pay(reference: string, { card = successCard, sendWebhook = true }: z.input<typeof payBody> = {}) {
      const transaction = findOpen(reference);
      const number = card.replace(/\s/g, '');
      const testCard = findTestCard(number);
      if (!testCard) throw new ControlError(400, `Not a test card. The test cards are ${testCards.map((one) => one.number).join(', ')}.`);
      submitCard(transaction, { number, cvv: testCard.cvv, expiryMonth: '12', expiryYear: '2030' }, clock.now());
      for (let step = openStep(transaction); step; step = openStep(transaction)) answerStep(transaction, rightAnswer(step), clock.now());
      if (transaction.status === 'success' && sendWebhook) announceSuccess(sandbox, transaction);
      return done(transaction);
    },
    decline(reference: string, reason = 'Declined') {
      const transaction = findOpen(reference);
      refuse(transaction, reason, clock.now());
      return done(transaction);
    },
    abandon(reference: string) {
      const transaction = findOpen(reference);
      abandon(transaction, clock.now());
      return done(transaction);
    },

    /** A transaction that nobody initialised here. */
    create(body: z.output<typeof foreignTransactionBody>) {
      if (body.reference !== undefined && transactions.by('reference', body.reference)) {
        throw new ControlError(409, `A transaction with the reference "${body.reference}" exists already.`);
      }
      const { reference, email, amount, currency, metadata, domain } = body;
      const transaction = createTransaction(sandbox, {
        reference, email, amount, currency, metadata, domain, callbackUrl: null, label: null, ipAddress: '127.0.0.1', isForeign: true,
      });
      overrule(transaction, body, clock.now());
      if (body.sendWebhook) announceSuccess(sandbox, transaction);
      return done(transaction);
    },
    /** Changes what verify and the lists will say from now on. No webhook follows by itself. */
    patch(reference: string, patch: z.output<typeof patchBody>) {
      const transaction = find(reference);
      overrule(transaction, patch, clock.now());
      return done(transaction);
    },

    /** Sends a webhook about it now, past all rules, whatever its status. */
    async sendWebhook(reference: string, { event = 'charge.success', tamper = {} }: z.input<typeof sendWebhookBody> = {}) {
      const transaction = find(reference);
      const payload = { ...chargeSuccess(transaction), event };
      return presentDelivery(await events.sendNow(payload, reference, transaction.domain, tamper));
    },
  };
}

function overrule(transaction: Transaction, patch: z.output<typeof patchBody>, now: number) {
  if (patch.amount !== undefined) transaction.amount = patch.amount;
  if (patch.requested_amount !== undefined) transaction.requestedAmount = patch.requested_amount;
  if (patch.currency !== undefined) transaction.currency = patch.currency;
  if (patch.status !== undefined) enforceStatus(transaction, patch.status, now);
  if (patch.fees !== undefined) transaction.fees = patch.fees;
  if (patch.gateway_response !== undefined) transaction.gatewayResponse = patch.gateway_response;
}

/** A status put in by hand brings along what Paystack shows with it. */
function enforceStatus(transaction: Transaction, status: Transaction['status'], now: number) {
  transaction.status = status;
  transaction.openCharge = null;
  const isPaid = isSettled(transaction);
  transaction.paidAt = isPaid ? transaction.paidAt ?? now : null;
  transaction.authorization = isPaid ? transaction.authorization ?? defaultAuthorization(transaction.currency) : null;
  transaction.gatewayResponse = gatewayResponses[status];
}

const gatewayResponses: Record<Transaction['status'], string> = {
  abandoned: 'The transaction was not completed', failed: 'Declined', ongoing: 'The transaction is ongoing', pending: 'Pending',
  processing: 'Processing', queued: 'Queued', reversed: 'Reversed', success: 'Successful',
};
