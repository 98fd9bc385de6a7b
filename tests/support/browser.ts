import type { Browser } from 'playwright-core';
import { stopAfterwards } from './stop-everything.ts';

/** Starts the browser that `npm test` has found or installed. It is closed after the test file. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.PLAYWRIGHT_CHROMIUM;
  if (executablePath === undefined || executablePath === '') {
    throw new Error(process.env.MANGROVE_BROWSER_MISSING ?? 'Set PLAYWRIGHT_CHROMIUM to the path of a Chrome or Chromium, or run this through `npm test`, which finds or installs one.');
  }
  // Here, so that the many files that need no browser do not load it.
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath,
    // Chromium's own sandbox refuses to run as root, and containers have little shared memory.
    args: ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  stopAfterwards(() => browser.close());
  return browser;
}
