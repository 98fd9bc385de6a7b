import { launchBrowser, startServer } from '../support/index.ts';

it('opens the admin panel in a browser without an error', async () => {
  const server = await startServer();
  const browser = await launchBrowser();
  const page = await browser.newPage();
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.goto(`${server.url}/admin`);
  await page.getByRole('textbox', { name: /e-?mail/i }).waitFor();
  expect(errors).toEqual([]);
});
