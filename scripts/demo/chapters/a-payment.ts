import { step } from '../../setup/steps.mjs';
import { CARDS } from '../cards.ts';
import { FIVE_THOUSAND, naira, type Customer, type OpenPayment } from '../client.ts';
import { expect, until } from '../expect.ts';
import type { Chapter, Stage } from '../play.ts';

/** The whole story: an account, an empty wallet, a card in a browser, a webhook, money, the books, the staff. */
export const aPayment = (stage: Stage): Chapter => ({
  title: `Ada pays ${naira(FIVE_THOUSAND)}`,
  async play() {
    const ada = await step('Ada registers', async (note): Promise<Customer> => {
      const customer = await stage.register('ada');
      note(`she is ${customer.id}, ${customer.email}`);
      return customer;
    });
    await step('She looks at her wallets', async (note) => {
      const wallets = await ada.wallets();
      expect(wallets.length === 0, `A new user has no wallet, but there are ${JSON.stringify(wallets)}.`);
      note('none yet');
    });
    const payment = await step(`She starts a payment of ${naira(FIVE_THOUSAND)}`, async (note): Promise<OpenPayment> => {
      const started = await ada.startPayment('Top-up');
      note(`${started.id} is "${started.state}", its reference ${started.reference}`);
      return started;
    });
    await step(`She pays at the hosted checkout ${stage.checkout.how}`, async (note) => {
      const said = await stage.checkout.pay(payment.nextAction.url, CARDS.asksPinAndOtp);
      expect(said === 'Payment successful', `The checkout says "${said}".`);
      note(`card ${CARDS.asksPinAndOtp.number}, PIN, one-time password; the page says "${said}"`);
    });
    await step('The gateway sends its signed webhook', async (note) => {
      const [delivery] = await until(() => stage.sandbox.deliveriesOf(payment.reference), ([first]) => first?.state === 'delivered', 'the webhook to be delivered');
      note(`${delivery?.event}, answered with ${delivery?.attempts[0]?.status}`);
    });
    await step('The payment becomes "succeeded"', () => ada.reaches(payment.id, 'succeeded'));
    await moneyArrived(stage, ada, payment);
    await step('Staff find the payment in the admin panel, with its whole timeline', async (note) => note(await seenByStaff(stage, payment, ada)));
  },
});

async function moneyArrived(stage: Stage, ada: Customer, payment: OpenPayment): Promise<void> {
  await step('It is credited exactly once', async (note) => {
    const credits = await stage.books.creditsOf(payment.id);
    expect(credits === 1, `It was credited ${credits} times.`);
    note('one posting');
  });
  await step('Her wallet', async (note) => {
    const balance = await ada.balance();
    expect(balance === BigInt(FIVE_THOUSAND), `The wallet shows ${naira(balance)}.`);
    note(naira(balance));
  });
  await step('The ledger balances, as the API tells it', async (note) => {
    const [newest, ...others] = await ada.entries();
    expect(others.length === 0 && newest?.transactionId === payment.id, 'There should be one entry, for this payment.');
    expect(newest.direction === 'credit' && newest.balanceAfterMinor === FIVE_THOUSAND, `The entry is ${JSON.stringify(newest)}.`);
    note(`one entry, credit ${naira(newest.amountMinor)}, balance after it ${naira(newest.balanceAfterMinor)}`);
  });
  await step('The ledger balances, as an auditor reads it from the database', async (note) => note(await stage.books.assertBalanced()));
}

async function seenByStaff(stage: Stage, payment: OpenPayment, ada: Customer): Promise<string> {
  const staff = await stage.staff();
  const found = await staff.search(payment.reference);
  expect(found.length === 1 && found[0]?.id === payment.id, `A search for ${payment.reference} found ${JSON.stringify(found)}.`);
  const file = await staff.see(payment.id);
  expect(file.state === 'succeeded' && file.payer.email === ada.email, `Staff see ${JSON.stringify(file).slice(0, 300)}.`);
  const told = file.timeline.map(({ type }) => type);
  for (const type of ['payment.created', 'payment.started', 'charge.success', 'payment.succeeded']) {
    expect(told.includes(type), `The timeline lacks ${type}: ${told.join(', ')}.`);
  }
  return told.join(' → ');
}
