import type { Browser, Page } from 'playwright-core';
import { expiry, type Card } from './cards.ts';

/** Opens the checkout in a browser of its own, with its own cookies, and does what a payer does. */
export async function payWithBrowser(browser: Browser, url: string, card: Card): Promise<string> {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    await page.getByLabel('Card number').fill(card.number);
    await page.getByLabel('Expiry').fill(expiry());
    await page.getByLabel('CVV').fill(card.cvv);
    await page.getByRole('button', { name: /^Pay / }).click();
    if (card.pin !== undefined) await answer(page, 'PIN', card.pin);
    if (card.otp !== undefined) await answer(page, 'OTP', card.otp);
    const outcome = page.getByRole('heading', { name: /^Payment / }).or(page.getByRole('alert'));
    return (await outcome.first().innerText()).trim();
  } finally {
    await page.close();
  }
}

async function answer(page: Page, label: string, value: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Continue' }).click();
}
