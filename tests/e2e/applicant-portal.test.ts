import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { photo } from '../integration/kyc/support/documents.ts';
import { Reviewer } from '../integration/kyc/support/desk.ts';
import { newNumber } from '../integration/kyc/support/applicant.ts';
import { createUser, launchBrowser, startServer, type TestServer, type TestUser } from '../support/index.ts';
import sharp from 'sharp';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

describe('the demo portal, for somebody who applies', () => {
  let server: TestServer;
  let browser: Browser;
  let zola: TestUser;
  let reviewer: Reviewer;
  const errors: Error[] = [];

  beforeAll(async () => {
    server = await startServer({ env: { KYC_LIMITS: 'true' } });
    [browser, zola, reviewer] = [await launchBrowser(), await createUser(server), await Reviewer.hire(server)];
  });
  afterEach(() => expect(errors).toEqual([]));

  const enter = async (colorScheme: 'light' | 'dark' = 'light', viewport = { width: 1_000, height: 900 }) => {
    const page = await (await browser.newContext({ locale: 'en-GB', colorScheme, viewport })).newPage();
    page.on('pageerror', (error) => errors.push(error));
    await page.goto(`${server.url}/portal/index.html`);
    await page.getByLabel('E-mail').first().fill(zola.email);
    await page.getByLabel('Password', { exact: true }).fill(zola.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: /^Your level/ }).waitFor();
    return page;
  };
  const violations = async (page: Page) => {
    await page.evaluate(axe.source);
    const found = await page.evaluate<{ id: string; nodes: { html: string; failureSummary: string }[] }[]>(`axe.run(document, { runOnly: ${JSON.stringify(WCAG)} }).then(({ violations }) => violations)`);
    return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`));
  };
  const pay = async (page: Page, naira: string) => {
    await page.getByLabel('Try a payment, in naira').fill(naira);
    await page.getByRole('button', { name: 'Pay' }).click();
  };
  const choose = (page: Page, label: string, buffer: Buffer) => page.getByLabel(label, { exact: true }).setInputFiles({ name: 'taken.jpg', mimeType: 'image/jpeg', buffer });
  const blurred = async () => sharp(await photo()).blur(14).jpeg().toBuffer();

  it('shows the level, refuses what is above it, and takes an application with everything that it needs', async () => {
    const page = await enter();
    await pay(page, '80000');
    await page.getByText('Apply for the level "tier-1"').waitFor();
    await page.getByRole('button', { name: 'Apply for Tier 2' }).click();
    await page.getByText(/^Still missing: First name; Last name/).waitFor();
    expect(await violations(page)).toEqual([]);

    await page.getByLabel('First name').fill('Zola');
    await page.getByLabel('Last name').fill('Adeyemi');
    await page.getByLabel('Date of birth').fill('1993-02-11');
    await page.getByLabel('Country (two letters)').fill('NG');
    await page.getByRole('textbox', { name: 'NIN' }).fill(newNumber());
    await page.getByRole('textbox', { name: 'BVN' }).fill(newNumber());
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Still missing: passport or national id or drivers license.').waitFor();
    // Masked from now on.
    expect(await page.getByRole('textbox', { name: 'NIN' }).getAttribute('placeholder')).toMatch(/\*{7}\d{4} is saved/);

    await page.getByText('The two lines of letters and "<" at its bottom are in the picture.').waitFor();
    await choose(page, 'Passport', await blurred());
    await page.getByRole('button', { name: 'Send passport' }).click();
    await page.getByText('It looks blurred.').waitFor();
    await page.getByRole('button', { name: 'Hand in' }).click();
    await page.getByText('Somebody is looking at it.').waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
  });

  it('says what was refused, takes that alone again, and shows the higher level once it was approved', async () => {
    const [application] = (await reviewer.queue()).data;
    const id = application?.id ?? '';
    const documents = async () => (await reviewer.ask<{ data: { id: string; state: string }[] }>('GET', `/applications/${id}/documents`)).body.data;
    await reviewer.claim(id);
    expect((await reviewer.ask('POST', `/documents/${(await documents())[0]?.id}/verdict`, { state: 'refused', reasons: ['blurred'] })).status).toBe(200);
    await reviewer.settle(id, 'resubmit', { reasonCodes: ['document_unreadable'], publicNote: 'By daylight, please.' });

    const page = await enter('dark', { width: 420, height: 900 });
    await page.getByText('Something has to be corrected').waitFor();
    await page.getByText('By daylight, please.').waitFor();
    await page.getByText('The picture is not sharp enough to be read.').waitFor();
    expect(await violations(page)).toEqual([]);
    // Nothing is wider than a telephone.
    expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await choose(page, 'Passport', await photo());
    await page.getByRole('button', { name: 'Send passport' }).click();
    await page.getByText('Passport is here, version 2.').waitFor();
    await page.getByRole('button', { name: 'Hand in' }).click();
    await page.getByText('Somebody is looking at it.').waitFor();

    await reviewer.claim(id);
    await reviewer.ask('POST', `/documents/${(await documents()).find(({ state }) => state === 'pending')?.id}/verdict`, { state: 'accepted' });
    await reviewer.settle(id, 'approve');
    await page.getByRole('heading', { name: 'Your level: Tier 2' }).waitFor({ timeout: 15_000 });
    await page.getByText('It was approved.').waitFor();
    await pay(page, '80000');
    await page.getByText(/^Payment pay_\w+ is pending\.$/).waitFor();
  });

  it('keeps nobody signed in who leaves', async () => {
    const page = await enter();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate<number>('localStorage.length + sessionStorage.length')).toBe(0);
  });
});
