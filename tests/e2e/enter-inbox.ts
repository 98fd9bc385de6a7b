import type { Page } from 'playwright-core';
import { PASSWORD, type TestStaff } from '../access/people.ts';
import { launchBrowser, type TestServer } from '../support/index.ts';

/** Signs one of the staff in, in a browser of their own, and leaves them on a page of messaging. */
export async function enterMessaging(server: TestServer, staff: TestStaff, path: string, onError: (error: Error) => void): Promise<Page> {
  const browser = await launchBrowser();
  const page = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 1_440, height: 900 } })).newPage();
  page.on('pageerror', onError);
  await page.goto(`${server.url}/admin/auth/login`);
  await page.getByRole('textbox', { name: /e-?mail/i }).fill(staff.email);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.getByRole('button', { name: /login/i }).click();
  await page.waitForURL((url) => !url.pathname.includes('/auth/'));
  await page.goto(`${server.url}/admin/plugins/messaging${path}`);
  return page;
}
