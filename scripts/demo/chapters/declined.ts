import { step } from '../../setup/steps.mjs';
import { CARDS } from '../cards.ts';
import { expect } from '../expect.ts';
import type { Chapter, Stage } from '../play.ts';

export const declinedCard = (stage: Stage): Chapter => ({
  title: 'A declined card, and then a good one',
  async play() {
    const chioma = await step('Chioma registers', () => stage.register('chioma'));
    const payment = await chioma.startPayment('Order 1001');
    await step('She pays with a card that is declined', async (note) => {
      const said = await stage.checkout.pay(payment.nextAction.url, CARDS.isDeclined);
      expect(said.startsWith('Declined'), `The checkout says "${said}".`);
      note(`the page says "${said}"`);
    });
    await step('Her app asks for the payment: it is "failed", and nothing was credited', async () => {
      const { state } = await chioma.sync(payment.id);
      expect(state === 'failed', `It is "${state}".`);
      expect((await chioma.balance()) === 0n, 'Something was credited.');
    });
    await step('She tries another card on the page that is still open', async () => {
      const said = await stage.checkout.pay(payment.nextAction.url, CARDS.succeeds);
      expect(said === 'Payment successful', `The checkout says "${said}".`);
    });
    await step('The money counts: "succeeded", credited once', async () => {
      await chioma.reaches(payment.id, 'succeeded');
      expect((await stage.books.creditsOf(payment.id)) === 1, 'It was not credited once.');
    });
  },
});
