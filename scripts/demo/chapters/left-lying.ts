import { Failure } from '../../setup/failure.mjs';
import { step } from '../../setup/steps.mjs';
import type { Customer, OpenPayment } from '../client.ts';
import { expect } from '../expect.ts';
import type { Chapter, Stage } from '../play.ts';

/** Longer than the demo profile of `npm run up` gives up after, with the janitor's own pause and a busy machine. */
const PATIENCE_MS = 75_000;
const HINT = 'Has PAYMENT_GIVE_UP_SECONDS been set to more than the 30 s that `npm run up` takes for a demo?';

interface LeftLying {
  customer: Customer;
  unpaid: OpenPayment;
  late: OpenPayment;
  unannounced: OpenPayment;
}

/** Payments that need time: started here, looked at again in `comeBack`, so that the waiting is done beside other things. */
export function leftLying(stage: Stage): { start: Chapter; comeBack: Chapter[] } {
  let left: LeftLying | undefined;
  const started = (): LeftLying => {
    expect(left !== undefined, 'It was never started.');
    return left;
  };

  const start: Chapter = {
    title: 'Bayo starts three payments and walks away',
    async play() {
      const bayo = await step('Bayo registers', () => stage.register('bayo'));
      const begin = (what: string) =>
        step(what, async (note): Promise<OpenPayment> => {
          const payment = await bayo.startPayment(what);
          note(payment.id);
          return payment;
        });
      const unpaid = await begin('One whose checkout he never opens');
      const late = await begin('One that he will pay much later');
      const unannounced = await begin('One that he pays, and whose webhook gets lost');
      await stage.sandbox.pay(unannounced.reference, { sendWebhook: false });
      left = { customer: bayo, unpaid, late, unannounced };
    },
  };

  const lostWebhook: Chapter = {
    title: 'The webhook that got lost',
    async play() {
      const { customer, unannounced } = started();
      await step('The janitor asks the gateway, which confirms the money', () => customer.reaches(unannounced.id, 'succeeded', PATIENCE_MS));
      await step('It is credited exactly once, without any webhook', async () => {
        const deliveries = await stage.sandbox.deliveriesOf(unannounced.reference);
        expect(deliveries.length === 0, 'A webhook was sent after all.');
        expect((await stage.books.creditsOf(unannounced.id)) === 1, 'It was not credited once.');
      });
    },
  };

  const abandoned: Chapter = {
    title: 'The checkout that nobody opened',
    async play() {
      const { customer, unpaid } = started();
      await step('The janitor gives it up: it becomes "abandoned"', async () => {
        const seen = await customer.reaches(unpaid.id, 'abandoned', PATIENCE_MS).catch((error: unknown) => {
          throw error instanceof Failure ? new Failure(`${error.message}\n  ${HINT}`) : error;
        });
        expect(seen.nextAction === null, 'An abandoned payment has nothing left to do.');
        expect((await stage.books.creditsOf(unpaid.id)) === 0, 'Nothing was paid, but something was credited.');
      });
    },
  };

  const lateSuccess: Chapter = {
    title: 'A success that arrives after we had given up',
    async play() {
      const { customer, late } = started();
      await step('The payment is "abandoned"', () => customer.reaches(late.id, 'abandoned', PATIENCE_MS));
      const before = await customer.balance();
      await step('Now the customer pays after all, and the webhook arrives', () => stage.sandbox.pay(late.reference, { sendWebhook: true }));
      await step('Real money is never refused: the payment becomes "succeeded"', () => customer.reaches(late.id, 'succeeded'));
      await step('The wallet grows by the amount, once', async () => {
        expect((await customer.balance()) - before === 500_000n, 'The wallet did not grow by NGN 5,000.00.');
        expect((await stage.books.creditsOf(late.id)) === 1, 'It was not credited once.');
      });
    },
  };

  return { start, comeBack: [lostWebhook, abandoned, lateSuccess] };
}
