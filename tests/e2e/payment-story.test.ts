import type { Page } from 'playwright-core';
import { createUser, eventually, launchBrowser, startServerWithSandbox, type TestServer, type TestUser } from '../support/index.ts';

interface PaymentAnswer {
  data: { id: string; reference: string; state: string; nextAction: { type: string; url: string } | null };
}

const AMOUNT = { amountMinor: '500000', currency: 'NGN', description: 'Top-up' };

/** Published by Paystack for its test mode. */
const GOOD_CARD = { number: '4084 0840 8408 4081', cvv: '408' };
const DECLINED_CARD = { number: '4084 0800 0000 5408', cvv: '001' };

async function startPayment(user: TestUser): Promise<PaymentAnswer['data'] & { checkoutUrl: string }> {
  const { status, body } = await user.http.post<PaymentAnswer>('/api/payments', { body: AMOUNT });
  expect(status).toBe(201);
  const checkoutUrl = body.data.nextAction?.url;
  if (checkoutUrl === undefined) throw new Error('The payment has no checkout.');
  return { ...body.data, checkoutUrl };
}

async function payWith(page: Page, checkoutUrl: string, card: { number: string; cvv: string }): Promise<void> {
  await page.goto(checkoutUrl);
  await page.getByLabel('Card number').fill(card.number);
  await page.getByLabel('Expiry (MM / YY)').fill('12 / 30');
  await page.getByLabel('CVV').fill(card.cvv);
  await page.getByRole('button', { name: /^Pay / }).click();
}

const walletsOf = async (user: TestUser) => (await user.http.get<{ data: unknown }>('/api/wallets')).body.data;
const stateOf = async (user: TestUser, id: string) => (await user.http.get<PaymentAnswer>(`/api/payments/${id}`)).body.data.state;

const ledgerDifference = async ({ db }: TestServer): Promise<string> => {
  const { rows } = await db.query<{ difference: string }>(
    `SELECT coalesce(sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END), 0)::text AS difference FROM ledger_entries`,
  );
  return rows[0]?.difference ?? 'no answer';
};

describe('a person who pays in a browser', () => {
  it('gets exactly what was paid into the wallet, once', async () => {
    const { server } = await startServerWithSandbox();
    const user = await createUser(server);
    expect(await walletsOf(user)).toEqual([]);

    const payment = await startPayment(user);
    expect(payment.state).toBe('pending');
    const page = await (await launchBrowser()).newPage();
    await payWith(page, payment.checkoutUrl, GOOD_CARD);
    await page.getByText('Payment successful').waitFor();

    await eventually(async () => (await stateOf(user, payment.id)) === 'succeeded');
    expect(await walletsOf(user)).toEqual([{ currency: 'NGN', balanceMinor: '500000', heldMinor: '0' }]);
    expect(await ledgerDifference(server)).toBe('0');
    const { rows } = await server.db.query(`SELECT type FROM domain_events WHERE aggregate_id = $1 ORDER BY seq`, [payment.id]);
    expect(rows.map(({ type }) => type as string)).toEqual(['payment.created', 'payment.started', 'payment.succeeded']);
  });

  it('whose card is declined has paid nothing, and may try another card', async () => {
    const { server } = await startServerWithSandbox();
    const user = await createUser(server);
    const payment = await startPayment(user);
    const page = await (await launchBrowser()).newPage();
    await payWith(page, payment.checkoutUrl, DECLINED_CARD);
    await page.getByText(/declined/i).first().waitFor();

    const synced = await user.http.post<PaymentAnswer>(`/api/payments/${payment.id}/sync`);
    expect(synced.body.data.state).toBe('failed');
    expect(await walletsOf(user)).toEqual([]);

    await payWith(page, payment.checkoutUrl, GOOD_CARD);
    await page.getByText('Payment successful').waitFor();
    await eventually(async () => (await stateOf(user, payment.id)) === 'succeeded');
    expect(await walletsOf(user)).toEqual([{ currency: 'NGN', balanceMinor: '500000', heldMinor: '0' }]);
  });
});
