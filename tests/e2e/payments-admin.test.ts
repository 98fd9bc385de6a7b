import type { Page } from 'playwright-core';
import { PASSWORD, type TestStaff } from '../access/people.ts';
import { beginPayment, misfit, newPayer, open, openOffice, paid, walletOf, type Office } from '../integration/payments-admin/office.ts';
import { launchBrowser, type TestUser } from '../support/index.ts';

describe('the payments pages of the admin panel', () => {
  let office: Office;
  let payer: TestUser;
  const errors: Error[] = [];

  beforeAll(async () => {
    office = await openOffice();
    payer = await newPayer(office);
  });
  beforeEach(() => void errors.splice(0));
  afterEach(() => expect(errors).toEqual([]));

  /** Signs a person of the staff in, and leaves them on a page of ours. */
  async function enter(staff: TestStaff, path = ''): Promise<Page> {
    const browser = await launchBrowser();
    const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    page.on('pageerror', (error) => errors.push(error));
    await page.goto(`${office.server.url}/admin/auth/login`);
    await page.getByRole('textbox', { name: /e-?mail/i }).fill(staff.email);
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.getByRole('button', { name: /login/i }).click();
    await page.waitForURL((url) => !url.pathname.includes('/auth/'));
    await page.goto(`${office.server.url}/admin/plugins/payments${path}`);
    return page;
  }

  it('lead from the list over a search to the whole story of a payment', async () => {
    const payment = await paid(office, payer, '500000');
    await beginPayment(payer, '75000');
    const page = await enter(office.admin);
    await page.getByRole('searchbox', { name: 'Search payments' }).fill('5,000.00');
    await page.getByText('NGN 750.00', { exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: `Open payment ${payment.reference}` }).click();
    await page.getByRole('heading', { name: 'NGN 5,000.00' }).waitFor();
    const lines = await page.getByRole('region', { name: 'Timeline' }).getByRole('listitem').allInnerTexts();
    expect(lines.map((line) => line.split('\n')[0])).toEqual([
      'NGN 5,000.00 asked for',
      'Checkout opened (attempt 1)',
      'Webhook “charge.success” from paystack',
      'Confirmed by the gateway; NGN 5,000.00 credited to the wallet',
    ]);
    await page.getByRole('region', { name: 'Ledger' }).getByText('Balanced').waitFor();
    expect(await page.getByRole('region', { name: 'Ledger' }).getByText(`Wallet of ${payer.email}`).count()).toBe(1);
  });

  it('show the totals to the keyboard, and as a table', async () => {
    const page = await enter(office.admin);
    await page.getByRole('img', { name: /payments per day in NGN/i }).press('End');
    await page.getByRole('status').getByText(/^Succeeded: NGN 5,000\.00 · 1 payment$/).waitFor();
    await page.getByText('Show as a table').click();
    const today = page.getByRole('row', { name: new RegExp(new Date().toISOString().slice(0, 10)) });
    expect(await today.getByText('5,000.00 · 1').count()).toBe(1);
  });

  it('show a raw body only with a word that the reading is recorded', async () => {
    const payment = await paid(office, payer, '610000');
    const page = await enter(office.admin, `/transactions/${payment.id}`);
    await page.getByRole('button', { name: /Show raw body \(Your reading is recorded\)/ }).click();
    await page.getByLabel('Raw body of charge.success').getByText(payment.reference).waitFor();
    await page.getByRole('region', { name: 'Timeline' }).getByText('Read the raw body of a webhook').waitFor();
    const { rowCount } = await office.server.db.query(`SELECT 1 FROM audit_entries WHERE action = 'webhook.read' AND actor = $1`, [`staff:${office.admin.id}`]);
    expect(rowCount).toBe(1);
  });

  it('let an administrator credit what lies in suspense', async () => {
    const other = await newPayer(office);
    const found = await misfit(office, other, '2000000', 1_500_000);
    const page = await enter(office.admin, `/transactions/${found.payment?.id ?? ''}`);
    await page.getByRole('alert').getByRole('button', { name: 'Resolve' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`Credit NGN 15,000.00 to ${other.email}`).waitFor();
    expect(await dialog.getByRole('button', { name: 'Resolve' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox', { name: /Note/ }).fill('The payer agreed.');
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await page.getByText('Wrong amount: Credited').waitFor();
    expect(await walletOf(other)).toBe('1500000');
    expect((await open(office, found.payment?.id ?? '')).discrepancies[0]?.note).toBe('The payer agreed.');
  });

  it('offer a moderator no act that moves money', async () => {
    const found = await misfit(office, payer, '300000', 200_000);
    const page = await enter(office.moderator, `/transactions/${found.payment?.id ?? ''}`);
    await page.getByRole('alert').getByText('staff must decide').waitFor();
    await page.getByRole('button', { name: 'Ask the gateway now' }).waitFor();
    expect(await page.getByRole('button', { name: 'Resolve' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Process again' }).count()).toBe(0);
  });
});
