import { createHash } from 'node:crypto';
import { randomCode } from '../codes.ts';
import { currencies, feeOf, isCurrency } from '../currencies.ts';
import { findTestCard, successCard, type CardStep, type TestCard } from './test-cards.ts';
import { addStep, startTimeline } from './timeline.ts';
import type { Authorization, OpenCharge, Transaction } from './transaction.ts';

/** The life of a transaction: abandoned → (ongoing ⇄) → failed or success. A failed one may be tried with another card. */

export const NOT_COMPLETED = 'The transaction was not completed';

export interface CardDetails {
  readonly number: string;
  readonly cvv: string;
  readonly expiryMonth: string;
  readonly expiryYear: string;
}

export class UnknownCard extends Error {
  constructor() {
    super('This card is not a test card. Only the test cards listed on this page work here.');
    this.name = 'UnknownCard';
  }
}

/** No state of these takes another card: the money has moved. */
export const isSettled = (transaction: Transaction) => ['success', 'reversed'].includes(transaction.status);

const timelineOf = (transaction: Transaction, now: number) => (transaction.timeline ??= startTimeline(now));

/** The customer submits a card. The transaction ends, or waits for the first thing that the bank asks for. */
export function submitCard(transaction: Transaction, details: CardDetails, now: number): void {
  const card = findTestCard(details.number);
  if (!card) throw new UnknownCard();
  addStep(timelineOf(transaction, now), now, 'action', 'Attempted to pay with card');
  if (card.isCvvChecked && details.cvv !== card.cvv) return refuse(transaction, 'Incorrect CVV', now);
  const { expiryMonth, expiryYear } = details;
  continueAt(transaction, card, { cardNumber: card.number, expiryMonth, expiryYear, stepIndex: 0 }, now);
}

/** What the bank waits for, if it waits. */
export function openStep(transaction: Transaction): CardStep | null {
  const open = transaction.openCharge;
  return (open && findTestCard(open.cardNumber)?.steps[open.stepIndex]) ?? null;
}

/** The customer answers the bank. A wrong PIN, a wrong OTP or a refusal at the bank fails the attempt. */
export function answerStep(transaction: Transaction, answer: string, now: number): void {
  const open = transaction.openCharge;
  const card = open && findTestCard(open.cardNumber);
  const step = openStep(transaction);
  if (!open || !card || !step) throw new Error(`Transaction ${transaction.reference} waits for no answer.`);
  const refusal = refusalOf(step, answer);
  if (refusal) return refuse(transaction, refusal, now);
  continueAt(transaction, card, { ...open, stepIndex: open.stepIndex + 1 }, now);
}

/** The answer that lets a step pass; used where nobody types it. */
export const rightAnswer = (step: CardStep) =>
  'expected' in step ? step.expected : step.kind === 'phone' ? '08012345678' : 'authorise';

function refusalOf(step: CardStep, answer: string): string | null {
  if (step.kind === 'bank') return answer === 'authorise' ? null : 'Declined by the customer at the bank';
  if (step.kind === 'phone') return /^\+?\d{10,15}$/.test(answer) ? null : 'Invalid phone number';
  if (answer === step.expected) return null;
  return step.kind === 'pin' ? 'Incorrect PIN' : 'Invalid OTP';
}

function continueAt(transaction: Transaction, card: TestCard, open: OpenCharge, now: number): void {
  const step = card.steps[open.stepIndex];
  if (step) {
    transaction.status = 'ongoing';
    transaction.openCharge = open;
    transaction.gatewayResponse = 'The transaction is ongoing';
    addStep(timelineOf(transaction, now), now, 'auth', `Authentication required: ${step.kind}`);
  } else if (card.refusal) refuse(transaction, card.refusal, now);
  else succeed(transaction, card, open, now);
}

export function refuse(transaction: Transaction, reason: string, now: number): void {
  transaction.status = 'failed';
  transaction.gatewayResponse = reason;
  transaction.openCharge = null;
  addStep(timelineOf(transaction, now), now, 'error', `Error: ${reason}`);
}

function succeed(transaction: Transaction, card: TestCard, open: OpenCharge, now: number): void {
  transaction.status = 'success';
  transaction.gatewayResponse = 'Successful';
  transaction.openCharge = null;
  transaction.paidAt = now;
  transaction.fees = feeOf(transaction.amount, transaction.currency);
  transaction.authorization = authorize(card, open.expiryMonth, open.expiryYear, transaction.currency);
  addStep(timelineOf(transaction, now), now, 'success', 'Successfully paid with card');
}

/** The customer walks away. What the bank still waited for is void. */
export function abandon(transaction: Transaction, now: number): void {
  transaction.status = 'abandoned';
  transaction.gatewayResponse = NOT_COMPLETED;
  transaction.openCharge = null;
  addStep(timelineOf(transaction, now), now, 'close', 'Page closed');
}

function authorize(card: TestCard, expiryMonth: string, expiryYear: string, currency: string): Authorization {
  const { number, brand } = card;
  const countryCode = isCurrency(currency) ? currencies[currency].countryCode : 'NG';
  return {
    code: `AUTH_${randomCode(10)}`, bin: number.slice(0, 6), last4: number.slice(-4), expiryMonth, expiryYear, brand, countryCode,
    // The same card always carries the same signature: merchants recognise a returning card by it.
    signature: `SIG_${createHash('sha256').update(number).digest('base64url').slice(0, 20)}`,
  };
}

/** The stored card of a success that nobody paid for here. */
export const defaultAuthorization = (currency: string): Authorization => {
  const card = findTestCard(successCard);
  if (!card) throw new UnknownCard();
  return authorize(card, '12', '2030', currency);
};
