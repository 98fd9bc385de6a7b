import type { Page } from 'playwright-core';
import { createStaff, type TestStaff } from '../access/people.ts';
import { Applicant, newNumber } from '../integration/kyc/support/applicant.ts';
import { Reviewer } from '../integration/kyc/support/desk.ts';
import { importPeople } from '../integration/kyc/support/lists.ts';
import { eventually, startServer, type TestServer } from '../support/index.ts';
import { enterPanel } from './panel.ts';
import { violations } from './violations.ts';

const SOUGHT = { names: ['Evander Quistgaard', 'E. Kvistgaard'], datesOfBirth: ['1990'], countries: ['NG'], programs: ['Invented Sanctions Act 7'] };

describe('the screening and statistics pages', () => {
  let server: TestServer;
  let admin: TestStaff;
  const errors: Error[] = [];

  const apply = async (name: { firstName: string; lastName: string }) => {
    const applicant = await Applicant.register(server);
    const id = await applicant.prepare([{ type: 'nin', value: newNumber() }]);
    await applicant.say(id, name);
    await applicant.submit(id);
    await applicant.reaches(id, 'in_review');
    return { applicant, id };
  };
  const enter = (path: string, staff = admin, colorScheme: 'light' | 'dark' = 'light') => enterPanel(server, staff, `/plugins/kyc${path}`, { colorScheme, onError: (error) => errors.push(error) });
  const openHit = async (page: Page) => {
    await page.getByRole('button', { name: /^Compare the hit/ }).first().click();
    await page.getByRole('dialog').getByText('Evander Quistgaard').first().waitFor();
    return page.getByRole('dialog');
  };

  beforeAll(async () => {
    server = await startServer();
    admin = await createStaff(server, 'strapi-super-admin');
    await importPeople(server, 'sought', [SOUGHT, { names: ['Somebody Quite Different'] }]);
  });
  beforeEach(() => void errors.splice(0));
  afterEach(() => expect(errors).toEqual([]));

  it('put somebody beside whom a list names, and settle the hit with a reason', async () => {
    const { id, applicant } = await apply({ firstName: 'Evander', lastName: 'Kvistgaard' });
    const page = await enter('/screening');
    expect(await page.getByRole('main').innerText()).not.toContain('Evander');
    const dialog = await openHit(page);
    for (const words of ['Evander Kvistgaard', 'Invented Sanctions Act 7']) await dialog.getByText(words).first().waitFor();
    const decide = dialog.getByRole('button', { name: 'Decide' });
    expect(await decide.isDisabled()).toBe(true);
    await dialog.getByRole('radio', { name: 'No, it is somebody else' }).click();
    await dialog.getByRole('textbox', { name: /Why/ }).fill('Born twenty years later, by the passport.');
    await decide.click();
    await page.getByText('No hit waits for a decision.').waitFor();
    const reviewer = new Reviewer(admin);
    await reviewer.settle(id, 'approve');
    expect((await applicant.profile()).level).toBe('tier-1');

    // Somebody learns better later.
    await page.getByRole('combobox', { name: 'What to show' }).click();
    await page.getByRole('option', { name: 'Somebody else' }).click();
    const again = await openHit(page);
    await again.getByText('Born twenty years later, by the passport.').waitFor();
    await again.getByRole('radio', { name: 'Yes, it is the same person' }).click();
    await again.getByRole('textbox', { name: /Why/ }).fill('The passport was somebody else’s.');
    await again.getByRole('button', { name: 'Decide' }).click();
    await page.getByText('No hit was found to be somebody else.').waitFor();
    expect(await applicant.profile()).toMatchObject({ state: 'revoked' });
  });

  it('say to whom a colleague was faster', async () => {
    await apply({ firstName: 'Evander', lastName: 'Quistgaard' });
    const page = await enter('/screening');
    const dialog = await openHit(page);
    const { rows } = await server.db.query<{ id: string }>(`SELECT id FROM kyc_screening_hits WHERE disposition = 'open'`);
    await admin.http.post(`/kyc/screening-hits/${rows[0]?.id ?? ''}/decide`, { body: { disposition: 'false_positive', from: 'open', reason: 'By a colleague' } });
    await dialog.getByRole('radio', { name: 'No, it is somebody else' }).click();
    await dialog.getByRole('textbox', { name: /Why/ }).fill('Late');
    await dialog.getByRole('button', { name: 'Decide' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByText('By a colleague').waitFor();
    expect(await dialog.getByRole('textbox', { name: /Why/ }).inputValue()).toBe('Late');
  });

  it('show moderators hits without the button, and no statistics', async () => {
    await apply({ firstName: 'Evander', lastName: 'Quistgaard' });
    const page = await enter('/screening', await createStaff(server, 'mangrove-moderator'));
    const dialog = await openHit(page);
    expect(await dialog.getByRole('button', { name: 'Decide' }).count()).toBe(0);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await page.getByRole('tab', { name: 'Statistics' }).count()).toBe(0);
    await page.goto(`${server.url}/admin/plugins/kyc/statistics`);
    await page.getByText(/permission/i).first().waitFor();
  });

  it('count what was decided, to the keyboard and as a table', async () => {
    const { id } = await apply({ firstName: 'Bisi', lastName: 'Adeyemi' });
    await (await Reviewer.hire(server)).settle(id, 'reject', { reasonCodes: ['outside_policy'] });
    const page = await enter('/statistics');
    await page.getByRole('img', { name: /^Decisions per day/ }).press('End');
    await page.getByRole('status').getByText('Rejected: 1').waitFor();
    await page.getByText('Show as a table').click();
    await page.getByRole('row', { name: new RegExp(new Date().toISOString().slice(0, 10)) }).waitFor();
    await page.getByRole('region', { name: 'By reviewer' }).getByRole('row', { name: /Test Staff/ }).first().waitFor();
    await page.getByRole('region', { name: 'Reasons given most' }).getByText('outside policy').waitFor();
  });

  it.each(['light', 'dark'] as const)('can be used by everybody, in the %s theme', async (colorScheme) => {
    const page = await enter('/screening', admin, colorScheme);
    await page.getByRole('region', { name: 'Lists' }).getByRole('row', { name: /sought/ }).waitFor();
    await eventually(async () => (await page.getByRole('button', { name: /^Compare the hit/ }).count()) > 0);
    const found: Record<string, string[]> = { screening: await violations(page) };
    const dialog = await openHit(page);
    await dialog.getByRole('radio', { name: 'Yes, it is the same person' }).click();
    found.hit = await violations(page);
    await page.goto(`${server.url}/admin/plugins/kyc/statistics`);
    await page.getByText('Show as a table').click();
    found.statistics = await violations(page);
    expect(found).toEqual({ screening: [], hit: [], statistics: [] });
  });
});
