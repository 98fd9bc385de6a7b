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

/** Visits the checkout in a real browser; where there is none, sends the page's own forms as a browser without JavaScript would. */
export async function openCheckoutVisitor(): Promise<Checkout> {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    return { how: 'over plain HTML forms (no Chromium found; install one or set PLAYWRIGHT_CHROMIUM to see a browser do it)', pay: payWithForms, close: async () => undefined };
  }
  const { chromium } = await import('playwright-core');
  // Chromium's own sandbox refuses to run as root, and containers have little shared memory.
  const args = ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const isVisible = process.argv.includes('--headed');
  const browser: Browser = await chromium.launch({ executablePath, args, headless: !isVisible, ...(isVisible && { slowMo: 400 }) });
  return { how: `in ${browser.browserType().name()} ${browser.version()}`, pay: (url, card) => payWithBrowser(browser, url, card), close: () => browser.close() };
}
