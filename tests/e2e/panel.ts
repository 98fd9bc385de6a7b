import type { Browser, Page } from 'playwright-core';
import { PASSWORD, type TestStaff } from '../access/people.ts';
import { launchBrowser, type TestServer } from '../support/index.ts';

export interface PanelOptions {
  /** Another person's window beside the first. */
  browser?: Browser;
  /** Whatever breaks in a page of theirs. */
  onError(error: Error): void;
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
}

/** Signs one of the staff in, in a browser of their own, and opens a page of the admin panel, e.g. `/plugins/moderation`. */
export async function enterPanel(server: Pick<TestServer, 'url'>, staff: TestStaff, path: string, { browser, onError, viewport = { width: 1_440, height: 900 }, colorScheme = 'light' }: PanelOptions): Promise<Page> {
  const context = await (browser ?? (await launchBrowser())).newContext({ locale: 'en-GB', viewport, colorScheme });
  const page = await context.newPage();
  page.on('pageerror', onError);
  await page.goto(`${server.url}/admin/auth/login`);
  await page.getByRole('textbox', { name: /e-?mail/i }).fill(staff.email);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.getByRole('button', { name: /login/i }).click();
  await page.waitForURL((url) => !url.pathname.includes('/auth/'));
  await page.goto(`${server.url}/admin${path}`);
  return page;
}
