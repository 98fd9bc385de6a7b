import type { Browser } from 'playwright-core';
import { findBrowser } from '../test/browser.ts';
import type { Card } from './cards.ts';
import { payWithBrowser } from './checkout-browser.ts';
import { payWithForms } from './checkout-forms.ts';

/** The hosted page at which a payer's browser arrives. */
export interface Checkout {
  /** How it is visited, for the reader. */
  readonly how: string;
  /** Types in a card and answers what the bank asks. @returns what the page then says, e.g. "Payment successful" */
  pay(url: string, card: Card): Promise<string>;
  close(): Promise<void>;
}

/** `npm run demo -- --forms` does without a browser, `-- --headed` shows it at work. */
const wants = (flag: string) => process.argv.includes(flag);

/** Visits the checkout in a real browser; where there is none, sends the page's own forms as a browser without JavaScript would. */
export async function openCheckoutVisitor(): Promise<Checkout> {
  const byForms = (why: string): Checkout => ({ how: `over its plain HTML forms (${why})`, pay: payWithForms, close: async () => undefined });
  if (wants('--forms')) return byForms('no browser was wanted');
  const executablePath = findBrowser();
  if (executablePath === undefined) return byForms('no browser found; install Chromium or set PLAYWRIGHT_CHROMIUM to see one do it');
  try {
    const browser = await launch(executablePath);
    return { how: `in Chromium ${browser.version()}`, pay: (url, card) => payWithBrowser(browser, url, card), close: () => browser.close() };
  } catch (error) {
    return byForms(`${executablePath} does not start: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
  }
}

async function launch(executablePath: string): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  // Chromium's own sandbox refuses to run as root, and containers have little shared memory.
  const args = ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  return chromium.launch({ executablePath, args, ...(wants('--headed') && { headless: false, slowMo: 400 }) });
}
