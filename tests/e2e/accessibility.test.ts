import type { Browser, Page } from 'playwright-core';
import { createStaff } from '../access/people.ts';
import { writeAsKyc } from '../integration/kyc/support/applications.ts';
import { inAnHour, report, sanctioned, setScene, staffDesk, type Scene } from '../integration/messaging/moderation/office.ts';
import { createAgent, createCalendar, createFollowUpRule, createPolicy, HOUR } from '../integration/messaging/support/sla.ts';
import { note, openDesk, openTicket, reply, type TicketOut } from '../integration/messaging/support/tickets.ts';
import { beginPayment, misfit, newPayer, openOffice, paid, type Office } from '../integration/payments-admin/office.ts';
import { launchBrowser } from '../support/index.ts';
import { applyForTier3 } from './kyc-applicants.ts';
import { enterPanel } from './panel.ts';
import { violations } from './violations.ts';

describe('every page of ours in the admin panel', () => {
  let office: Office;
  let browser: Browser;
  let ticket: TicketOut;
  let scene: Scene;
  let reportId: string;
  let paymentId: string;
  let applicationId: string;

  beforeAll(async () => {
    office = await openOffice();
    const { server, admin } = office;
    const desk = await openDesk(server);
    const { id: calendarId } = await createCalendar(admin, { holidays: [{ date: '12-25', name: 'Christmas Day' }] });
    await createPolicy(admin, { name: 'Everything', calendarId, firstResponseSeconds: HOUR, escalations: [{ on: 'breached', acts: [{ act: 'tell_team', team: 'leads' }, { act: 'reassign' }] }] });
    await createFollowUpRule(admin, { name: 'Everybody', steps: [{ act: 'remind', afterSeconds: HOUR, text: 'Are you still there?' }] });
    await createAgent(admin, desk.ada.id, { team: 'payments' });
    ticket = await openTicket(desk.customer, { subject: 'The refund is late', category: 'refunds' });
    await admin.http.patch(`/messaging/tickets/${ticket.id}`, { body: { tags: ['vip'], priority: 'urgent' } });
    await note(desk.ada, ticket.id);
    await reply(desk.ben, ticket.id);
    scene = await setScene(server);
    reportId = (await report(scene.ada, scene.messageId, { reason: 'fraud', comment: 'Third time today' })).body.data.reportId;
    const settled = await setScene(server);
    const other = (await report(settled.ada, settled.messageId)).body.data.reportId;
    await admin.http.post(`/messaging/reports/${other}/resolution`, { body: { outcome: 'muted', until: inAnHour(), note: 'Enough' } });
    await sanctioned(await staffDesk(server), { userId: scene.ben.id, kind: 'ban' });
    const payer = await newPayer(office);
    paymentId = (await paid(office, payer, '500000')).id;
    await beginPayment(payer, '75000');
    await misfit(office, payer, '60000', 50_000);
    applicationId = (await applyForTier3(server, { dateOfBirth: '1990-04-23', lastName: 'Erikson' })).id;
    browser = await launchBrowser();
  }, 180_000);

  const choose = (page: Page, radio: string) => page.getByRole('radio', { name: radio }).click();
  const press = (page: Page, button: string | RegExp) => page.getByRole('button', { name: button }).click();

  /** Holds the case, as the page before may have left it, and sees the first document beside what was read of it. */
  const takeCase = async (page: Page) => {
    await page.getByRole('button', { name: /^(Take the case|Give back)$/ }).first().waitFor();
    if (await page.getByRole('button', { name: 'Take the case' }).count()) await press(page, 'Take the case');
    await page.locator('[data-drawn=true]').waitFor();
    await page.getByText('Differs from typed: 1990-04-23').waitFor();
  };

  /** Each page by its path, and what has to be there, or is opened, before it is looked at. */
  const pages: Record<string, readonly [path: () => string, ready: (page: Page) => Promise<unknown>]> = {
    'the queue of the inbox': [() => '/plugins/messaging?view=all', (page) => page.getByRole('button', { name: /The refund is late/ }).waitFor()],
    'a ticket': [() => `/plugins/messaging/tickets/${ticket.id}?view=all`, (page) => page.getByRole('log', { name: 'Conversation' }).getByText('We look into it.').waitFor()],
    'a note, by hand': [() => `/plugins/messaging/tickets/${ticket.id}`, async (page) => { await press(page, 'Note'); await page.getByRole('textbox', { name: 'Internal note' }).fill('As said.'); }],
    'the keys of the inbox': [() => '/plugins/messaging', async (page) => { await press(page, 'Keyboard shortcuts'); await page.getByRole('dialog').waitFor(); }],
    'the reports of support': [() => '/plugins/messaging/reports', (page) => page.getByRole('region', { name: 'By category' }).getByRole('row', { name: /refunds/ }).waitFor()],
    'the canned replies': [() => '/plugins/messaging/replies', (page) => page.getByRole('heading', { level: 1 }).waitFor()],
    'the policies': [() => '/plugins/messaging/rules/policies', (page) => page.getByText('By the policy “Everything”').waitFor()],
    'a policy': [() => '/plugins/messaging/rules/policies', (page) => press(page, 'Change Everything')],
    'the calendars': [() => '/plugins/messaging/rules/calendars', (page) => page.getByRole('row', { name: /Lagos/ }).waitFor()],
    'a calendar': [() => '/plugins/messaging/rules/calendars', (page) => press(page, 'Change Lagos')],
    'a rule for those who do not answer': [() => '/plugins/messaging/rules/followUps', (page) => press(page, 'Change Everybody')],
    'an agent': [() => '/plugins/messaging/rules/agents', (page) => press(page, /^Change/)],
    'the reports of people': [() => '/plugins/moderation', (page) => page.getByRole('row', { name: /Third time today/ }).waitFor()],
    'a report': [() => `/plugins/moderation/reports/${reportId}`, (page) => choose(page, 'Ban its author')],
    'lifting a sanction': [() => `/plugins/moderation/people/${scene.ben.id}`, async (page) => { await press(page, /^Lift the sanction/); await page.getByRole('alertdialog').waitFor(); }],
    'the sanctions': [() => '/plugins/moderation/sanctions', (page) => page.getByRole('row', { name: new RegExp(scene.ben.email) }).waitFor()],
    'a person': [() => `/plugins/moderation/people/${scene.ben.id}`, (page) => page.getByRole('heading', { name: scene.ben.email }).waitFor()],
    'the payments': [() => '/plugins/payments', (page) => page.getByRole('link', { name: /^Open payment/ }).first().waitFor()],
    'a payment': [() => `/plugins/payments/transactions/${paymentId}`, (page) => page.getByRole('region', { name: 'Ledger' }).getByText('Balanced').waitFor()],
    'the discrepancies': [() => '/plugins/payments/discrepancies', (page) => page.getByRole('row').nth(1).waitFor()],
    'the queue of reviews': [() => '/plugins/kyc', (page) => page.getByRole('link', { name: /^Open the case/ }).waitFor()],
    'a case that one does not hold': [() => `/plugins/kyc/applications/${applicationId}`, (page) => page.getByText('Nobody else handed in the same').waitFor()],
    'a case': [() => `/plugins/kyc/applications/${applicationId}`, takeCase],
    'refusing a document': [() => `/plugins/kyc/applications/${applicationId}`, async (page) => { await takeCase(page); await page.keyboard.press('x'); await page.getByRole('dialog').waitFor(); }],
    'asking for corrections': [() => `/plugins/kyc/applications/${applicationId}`, async (page) => { await takeCase(page); await page.keyboard.press('c'); await page.getByRole('dialog').waitFor(); }],
    'a whole number': [() => `/plugins/kyc/applications/${applicationId}`, (page) => press(page, /^Show the whole number: NIN/)],
    'the keys of a case': [() => `/plugins/kyc/applications/${applicationId}`, (page) => press(page, 'Keyboard shortcuts')],
    'a refusal': [() => '/plugins/messaging/rules/calendars', async (page) => { await press(page, 'Add a calendar'); await press(page, 'Save'); await page.getByRole('dialog').getByRole('alert').waitFor(); }],
    'deciding a discrepancy': [() => '/plugins/payments/discrepancies', async (page) => { await page.getByRole('button', { name: 'Resolve' }).first().click(); await page.getByRole('dialog').getByRole('radio').first().waitFor(); }],
  };

  it.each(['light', 'dark'] as const)('can be used by everybody, in the %s theme', async (colorScheme) => {
    const errors: Error[] = [];
    // Whoever looked before in the other theme may hold it.
    await writeAsKyc(office.server, ['UPDATE kyc_applications SET claimed_by = NULL, claimed_until = NULL WHERE document_id = $1', [applicationId]]);
    const staff = await createStaff(office.server, 'strapi-super-admin');
    const page = await enterPanel(office.server, staff, '/plugins/messaging', { browser, colorScheme, onError: (error) => errors.push(error) });
    const found: Record<string, string[]> = {};
    for (const [name, [path, ready]] of Object.entries(pages)) {
      await page.goto(`${office.server.url}/admin${path()}`);
      await ready(page);
      const wrong = await violations(page);
      if (wrong.length > 0) found[name] = wrong;
    }
    expect(found).toEqual({});
    expect(errors).toEqual([]);
  }, 300_000);
});
