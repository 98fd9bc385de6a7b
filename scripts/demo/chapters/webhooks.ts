import { step } from '../../setup/steps.mjs';
import { naira, type Customer } from '../client.ts';
import { expect, until } from '../expect.ts';
import type { Chapter, Stage } from '../play.ts';

/** A payment that is paid, and of which nobody has been told. */
async function paidInSilence(stage: Stage, customer: Customer) {
  const payment = await customer.startPayment('Order 1002');
  await stage.sandbox.pay(payment.reference, { sendWebhook: false });
  return payment;
}

export const webhookTwice = (stage: Stage, customer: () => Promise<Customer>): Chapter => ({
  title: 'The same webhook twice',
  async play() {
    const dele = await customer();
    const payment = await paidInSilence(stage, dele);
    const delivery = await step('The gateway sends it', () => stage.sandbox.sendWebhook(payment.reference));
    await step('The payment becomes "succeeded"', () => dele.reaches(payment.id, 'succeeded'));
    await step('The gateway sends the same bytes again', async (note) => {
      const { statuses } = await stage.sandbox.resend(delivery);
      expect(statuses['200'] === 1, `The repeat was answered with ${JSON.stringify(statuses)}.`);
      note('answered with 200, so that it stops');
    });
    await step('It is credited exactly once', async () => {
      const credits = await stage.books.creditsOf(payment.id);
      expect(credits === 1, `It was credited ${credits} times.`);
    });
  },
});

export const webhookWithWrongAmount = (stage: Stage, customer: () => Promise<Customer>): Chapter => ({
  title: 'A webhook that claims another amount',
  async play() {
    const dele = await customer();
    const payment = await paidInSilence(stage, dele);
    const before = await dele.balance();
    await step(`It is signed well and claims ${naira('99900000')} instead of ${naira(payment.amountMinor)}`, async (note) => {
      const { attempts } = await stage.sandbox.sendWebhook(payment.reference, { amount: 99_900_000 });
      expect(attempts.at(-1)?.status === 200, `It was answered with ${attempts.at(-1)?.status}.`);
      note('answered with 200: a claim moves nothing');
    });
    await step('The gateway, asked, says what was paid; only that is credited', async (note) => {
      await dele.reaches(payment.id, 'succeeded');
      const grown = (await dele.balance()) - before;
      expect(grown === BigInt(payment.amountMinor), `The wallet grew by ${naira(grown)}.`);
      note(naira(grown));
    });
    await step('Staff see the difference', async (note) => note(await flagged(stage, payment.id, 'webhook_mismatch')));
  },
});

export const gatewaySaysAnotherAmount = (stage: Stage, customer: () => Promise<Customer>): Chapter => ({
  title: 'A gateway that confirms another amount',
  async play() {
    const dele = await customer();
    const payment = await paidInSilence(stage, dele);
    await step(`The gateway now says that ${naira('10000')} were asked for and paid, and sends its webhook`, async () => {
      await stage.sandbox.overrule(payment.reference, { amount: 10_000, requested_amount: 10_000 });
      await stage.sandbox.sendWebhook(payment.reference);
    });
    await step('The money is neither refused nor guessed: it goes to suspense', async (note) => {
      const minor = await until(() => stage.books.suspendedOf(payment.reference), (found) => found > 0n, 'the money to be in suspense');
      expect(minor === 10_000n, `${naira(minor)} are in suspense.`);
      expect((await stage.books.creditsOf(payment.id)) === 0, 'The wallet was credited.');
      note(naira(minor));
    });
    await step('Staff see it and decide', async (note) => note(await flagged(stage, payment.id, 'wrong_amount')));
  },
});

export const webhookWithWrongSignature = (stage: Stage, customer: () => Promise<Customer>): Chapter => ({
  title: 'A forged webhook',
  async play() {
    const dele = await customer();
    const payment = await dele.startPayment('Order 1003');
    await step('It claims success under a wrong signature', async (note) => {
      const { attempts } = await stage.sandbox.sendWebhook(payment.reference, { signature: 'wrong' });
      expect(attempts.at(-1)?.status === 401, `It was answered with ${attempts.at(-1)?.status}.`);
      note('answered with 401');
    });
    await step('Nothing was stored, the payment is "pending" as before', async () => {
      const { state } = await dele.payment(payment.id);
      expect(state === 'pending', `It is "${state}".`);
      expect((await stage.books.creditsOf(payment.id)) === 0, 'Something was credited.');
      const { webhooks } = await (await stage.staff()).see(payment.id);
      expect(webhooks.length === 0, 'The forged webhook was stored.');
    });
  },
});

/** @returns what the discrepancy says to staff */
async function flagged(stage: Stage, paymentId: string, kind: string): Promise<string> {
  const staff = await stage.staff();
  const { discrepancies } = await until(() => staff.see(paymentId), (file) => file.discrepancies.some((one) => one.kind === kind), `the discrepancy "${kind}"`);
  return discrepancies.find((one) => one.kind === kind)?.detail ?? '';
}
