import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ChaosPaystack } from './paystack.ts';
import { post, startPayment, type Journal, type Payer } from './payer.ts';
import type { Random } from './random.ts';

export interface Flood {
  serverUrl: string;
  paystack: ChaosPaystack;
  journal: Journal;
  random: Random;
  /** Ends the flood; what is under way is finished. */
  signal: AbortSignal;
}

/** So long a webhook is held back at most: later ones overtake it. */
const LONGEST_DELAY_MS = 4_000;

/** So long a payer waits for an answer before the next payment begins beside it. */
const PATIENCE_MS = 1_500;

/** One payer who pays again and again, in all the ways in which payments go right and wrong. */
export async function payInTurns(payer: Payer, flood: Flood): Promise<void> {
  const { random, signal } = flood;
  const underWay = new Set<Promise<void>>();
  while (!signal.aborted) {
    const one = payOnce(payer, flood).finally(() => underWay.delete(one));
    underWay.add(one);
    await Promise.race([one, pause(PATIENCE_MS)]);
    await pause(random.between(0, 100));
  }
  await Promise.all(underWay);
}

async function payOnce(payer: Payer, flood: Flood): Promise<void> {
  const { random, serverUrl, journal, signal } = flood;
  const amount = random.between(5_000, 5_000_000);
  const payment = await startPayment(serverUrl, payer, String(amount), journal, random, signal);
  if (!payment) return;
  const webhooks = await meetFate(flood, payment.reference, amount);
  if (random.chance(0.15)) webhooks.push(post(`${serverUrl}/api/payments/${payment.id}/sync`, payer.token, {}));
  await Promise.all(webhooks);
}

/** Decides what becomes of a checkout, and which webhooks tell of it, when and how often. */
async function meetFate(flood: Flood, reference: string, amount: number): Promise<Promise<unknown>[]> {
  const { paystack, random, journal } = flood;
  const act = (name: string, body?: object) => paystack.control('POST', `/transactions/${reference}/${name}`, body);
  const roll = random.next();
  if (roll < 0.08) return []; // The payer walks away.
  if (roll < 0.13) return [forge(flood, reference, amount)];
  if (roll < 0.2) {
    await act('decline');
    if (random.chance(0.5)) return [];
  }
  if (roll > 0.95) {
    journal.note('paid with a wrong amount');
    const wrong = amount + random.between(1, 1_000);
    await paystack.control('PATCH', `/transactions/${reference}`, { amount: wrong, requested_amount: wrong });
  }
  await act('pay', { sendWebhook: false });
  journal.note('paid');
  // None: the janitor has to find it. Several: repeats, each at its own time.
  const copies = [0, 1, 1, 1, 2, 3][random.between(0, 5)] ?? 1;
  return Array.from({ length: copies }, async () => {
    await pause(random.between(0, LONGEST_DELAY_MS));
    await act('webhook', random.chance(0.05) ? { tamper: { amount: amount * 100 } } : undefined);
  });
}

/** Somebody without our key claims that money came. */
async function forge({ serverUrl, journal }: Flood, reference: string, amount: number): Promise<void> {
  const body = JSON.stringify({ event: 'charge.success', data: { reference, status: 'success', amount, currency: 'NGN', domain: 'test' } });
  const signature = createHmac('sha512', 'sk_test_of_a_thief').update(body).digest('hex');
  const answer = await post(`${serverUrl}/api/webhooks/paystack`, undefined, body, { 'x-paystack-signature': signature });
  journal.note('forged webhooks');
  if (answer && answer.status !== 401 && answer.status < 500) journal.complaints.push(`A forged webhook was answered with ${answer.status}`);
}

/** Money for charges that nobody here asked for. */
export async function payAsStranger({ paystack, random, signal, journal }: Flood): Promise<void> {
  for (let number = 1; !signal.aborted; number += 1) {
    journal.note('paid by strangers');
    await paystack.control('POST', '/transactions', { reference: `stranger-${number}`, amount: random.between(100, 100_000), sendWebhook: true });
    await pause(random.between(2_000, 6_000));
  }
}

/** Whoever was sent to a second checkout because the first answer was lost may still have the first one open. */
export async function payTwice({ paystack, random, journal }: Flood): Promise<void> {
  const all = await paystack.transactions();
  const paid = new Set(all.filter(({ status }) => status === 'success').map(({ metadata }) => metadata?.paymentId));
  for (const { reference, status, metadata } of all) {
    if (status === 'success' || !paid.has(metadata?.paymentId) || !random.chance(0.5)) continue;
    await paystack.control('POST', `/transactions/${reference}/pay`, { sendWebhook: random.chance(0.5) });
    journal.note('paid twice');
  }
}
