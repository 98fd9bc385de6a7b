import { step } from '../../setup/steps.mjs';
import type { OpenPayment } from '../client.ts';
import { expect } from '../expect.ts';
import type { Chapter, Stage } from '../play.ts';

export const lostInitialize = (stage: Stage): Chapter => ({
  title: 'The gateway acts, and its answer is lost',
  async play() {
    const efe = await step('Efe registers', () => stage.register('efe'));
    await stage.sandbox.loseNextInitialize();
    try {
      const payment = await step('She starts a payment; the connection breaks after the gateway has begun it', async (note): Promise<OpenPayment> => {
        const started = await efe.startPayment('Order 1004');
        note('she gets a checkout all the same');
        return started;
      });
      await step('The lost reference was looked up, and a second attempt begun under a new one; both stay watched', async (note) => {
        const { attempts } = await (await stage.staff()).see(payment.id);
        const byNumber = attempts.toSorted((a, b) => a.number - b.number);
        expect(byNumber.length === 2, `There are ${byNumber.length} attempts.`);
        const second = byNumber[1];
        expect(second?.reference === payment.reference && second.state === 'open', `The second attempt is ${JSON.stringify(second)}.`);
        note(byNumber.map(({ reference, state }) => `${reference} "${state}"`).join(', '));
      });
      await step('She pays: "succeeded", credited once', async () => {
        await stage.sandbox.pay(payment.reference, { sendWebhook: true });
        await efe.reaches(payment.id, 'succeeded');
        expect((await stage.books.creditsOf(payment.id)) === 1, 'It was not credited once.');
      });
    } finally {
      await stage.sandbox.behave();
    }
  },
});
