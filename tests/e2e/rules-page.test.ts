import type { Locator, Page } from 'playwright-core';
import { createStaff, type TestStaff } from '../access/people.ts';
import { createPolicy, HOUR, listAgents, openSlaDesk, type SlaDesk } from '../integration/messaging/support/sla.ts';
import type { One } from '../integration/messaging/support/tickets.ts';
import { startServer, type TestServer } from '../support/index.ts';
import { enterPanel } from './panel.ts';

describe('the pages of the rules', () => {
  let server: TestServer;
  let desk: SlaDesk;
  const errors: Error[] = [];
  beforeAll(async () => {
    server = await startServer();
    desk = await openSlaDesk(server);
    await server.db.query(`UPDATE admin_users SET firstname = 'Ada', lastname = 'Obi' WHERE document_id = $1`, [desk.agent.id]);
  });
  beforeEach(() => void errors.splice(0));
  afterEach(() => expect(errors).toEqual([]));

  const enter = (tab: string, staff: TestStaff = desk.admin) => enterPanel(server, staff, `/plugins/messaging/rules/${tab}`, { onError: (error) => errors.push(error) });
  const stored = async (path: string) => (await desk.admin.http.get<One<Record<string, unknown>[]>>(`/messaging/${path}`)).body.data;
  const choose = async (page: Page, inside: Locator, label: string, option: string) => {
    await inside.getByRole('combobox', { name: label, exact: true }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  const save = (dialog: Locator) => dialog.getByRole('button', { name: 'Save' }).click();

  it('write a calendar with a lunch break, a holiday and a short day, and say at the hours what is wrong with them', async () => {
    const page = await enter('calendars');
    await page.getByRole('button', { name: 'Add a calendar' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).first().fill('Lagos');
    const zone = dialog.getByLabel('Time zone');
    await zone.fill('Mars/Olympus');
    await save(dialog);
    await dialog.getByText(/There is no such time zone/).first().waitFor();
    await zone.fill('Africa/Lagos');
    const monday = dialog.getByRole('group', { name: 'Monday' });
    await monday.getByRole('textbox', { name: 'Monday to (1)' }).fill('13:00');
    await monday.getByRole('button', { name: 'Add hours on Monday' }).click();
    await monday.getByRole('textbox', { name: 'Monday from (2)' }).fill('12:00');
    await save(dialog);
    await monday.getByText(/09:00–13:00 and 12:00–15:00 overlap/).waitFor();
    expect(await stored('business-calendars')).toEqual([]);
    await monday.getByRole('textbox', { name: 'Monday from (2)' }).fill('14:00');
    await monday.getByRole('textbox', { name: 'Monday to (2)' }).fill('18:00');
    await dialog.getByRole('button', { name: 'Tuesday to Friday like Monday' }).click();
    for (const [date, name] of [['12-25', 'Christmas Day'], ['2026-12-24', 'Christmas Eve']] as const) {
      await dialog.getByRole('button', { name: 'Add a holiday' }).click();
      const day = dialog.getByRole('group', { name: /^Holiday \d$/ });
      await day.getByRole('textbox', { name: 'Date' }).fill(date);
      await day.getByRole('textbox', { name: 'Name of the day' }).fill(name);
    }
    await dialog.getByRole('group', { name: 'Christmas Eve' }).getByRole('button', { name: 'Add hours on Open hours' }).click();
    await save(dialog);
    await page.getByRole('row', { name: /Lagos/ }).getByText('Mon–Fri 09:00–13:00, 14:00–18:00').waitFor();
    const halves = [{ from: '09:00', to: '13:00' }, { from: '14:00', to: '18:00' }];
    expect(await stored('business-calendars')).toEqual([
      expect.objectContaining({
        name: 'Lagos', timeZone: 'Africa/Lagos', week: { monday: halves, tuesday: halves, wednesday: halves, thursday: halves, friday: halves },
        holidays: [{ date: '12-25', name: 'Christmas Day' }, { date: '2026-12-24', name: 'Christmas Eve', spans: [{ from: '09:00', to: '17:00' }] }],
      }),
    ]);
  });

  it('write a policy with escalations, show until when it promises something, and change it', async () => {
    const page = await enter('policies');
    await page.getByRole('button', { name: 'Add a policy' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Urgent refunds');
    await choose(page, dialog, 'Priority', 'Urgent');
    await dialog.getByRole('textbox', { name: 'Category' }).fill('Refunds & co');
    await save(dialog);
    // At the field, and for all of it together.
    await dialog.getByText(/Up to 40 small letters/).first().waitFor();
    await dialog.getByRole('alert').getByText(/A policy promises something/).waitFor();
    await dialog.getByRole('textbox', { name: 'Category' }).fill('refunds');
    await dialog.getByRole('textbox', { name: 'First answer' }).fill('4');
    await dialog.getByRole('textbox', { name: 'Resolution' }).fill('90');
    await choose(page, dialog, 'Unit of: Resolution', 'minutes');
    await dialog.getByRole('textbox', { name: 'Warn at %' }).fill('75');
    await dialog.getByRole('button', { name: 'Add an escalation' }).click();
    const escalation = dialog.getByRole('group', { name: 'Escalation 1' });
    await choose(page, escalation, 'Act 1', 'Tell a team');
    await escalation.getByRole('textbox', { name: 'Team' }).fill('leads');
    await escalation.getByRole('button', { name: 'Add an act' }).click();
    await choose(page, escalation, 'Act 2', 'Give it to somebody');
    await choose(page, escalation, 'To whom', 'Ada Obi');
    await save(dialog);
    await page.getByRole('row', { name: /Urgent refunds/ }).getByText('Urgent · refunds').waitFor();
    expect(await stored('sla-policies')).toEqual([
      expect.objectContaining({
        name: 'Urgent refunds', priority: 'urgent', category: 'refunds', calendarId: null, firstResponseSeconds: 4 * HOUR, nextResponseSeconds: null, resolutionSeconds: 5_400, warnAtPercent: 75,
        escalations: [{ on: 'breached', clock: null, acts: [{ act: 'tell_team', team: 'leads' }, { act: 'assign', staffId: desk.agent.id }] }],
      }),
    ]);
    const preview = page.getByRole('region', { name: 'A ticket that is opened now' });
    await preview.getByText('No policy fits: nothing is promised').waitFor();
    await choose(page, preview, 'Priority', 'Urgent');
    await preview.getByRole('textbox', { name: 'Category' }).fill('Refunds');
    await preview.getByText('By the policy “Urgent refunds”').waitFor();
    await preview.getByText('in 4 h').waitFor();

    await page.getByRole('button', { name: 'Change Urgent refunds' }).click();
    await dialog.getByRole('textbox', { name: 'First answer' }).fill('');
    await save(dialog);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await stored('sla-policies'))[0]).toMatchObject({ firstResponseSeconds: null, resolutionSeconds: 5_400 });
    await preview.getByText('in 4 h').waitFor({ state: 'detached' });
  });

  it('refuse a second policy for the same tickets, and delete none that somebody has not confirmed', async () => {
    await createPolicy(desk.admin, { name: 'The first', category: 'twice', resolutionSeconds: HOUR });
    const page = await enter('policies');
    await page.getByRole('button', { name: 'Add a policy' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('The second');
    await dialog.getByRole('textbox', { name: 'Category' }).fill('twice');
    await dialog.getByRole('textbox', { name: 'Resolution' }).fill('1');
    await save(dialog);
    await dialog.getByRole('alert').getByText('"The first" is for the same priority and category already. Change that one.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    const remove = () => page.getByRole('button', { name: 'Delete The first' }).click();
    await remove();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
    expect((await stored('sla-policies')).some(({ name }) => name === 'The first')).toBe(true);
    await remove();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    // While it asks, nothing behind it has a role.
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /The first/ }).waitFor({ state: 'detached' });
    expect((await stored('sla-policies')).some(({ name }) => name === 'The first')).toBe(false);
  });

  it('write what is done for customers who do not answer', async () => {
    const page = await enter('followUps');
    await page.getByRole('button', { name: 'Add a follow-up' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Everybody');
    const step = (number: number) => dialog.getByRole('group', { name: `Step ${number}` });
    await step(1).getByRole('textbox', { name: 'What the customer is told' }).fill('Are you still there?');
    await dialog.getByRole('button', { name: 'Add a step' }).click();
    await choose(page, step(1), 'What is done', 'Resolve the ticket');
    await choose(page, step(2), 'What is done', 'Resolve the ticket');
    await step(2).getByRole('textbox', { name: 'After', exact: true }).fill('24');
    await save(dialog);
    await dialog.getByRole('alert').getByText('Nothing comes after a ticket is resolved. Make that the last step.').waitFor();
    await choose(page, step(1), 'What is done', 'Remind the customer');
    await save(dialog);
    await page.getByRole('row', { name: /Everybody/ }).getByText('remind after 48 h, resolve after 24 h').waitFor();
    expect((await stored('follow-up-rules'))[0]).toMatchObject({ steps: [{ act: 'remind', afterSeconds: 48 * HOUR, text: 'Are you still there?' }, { act: 'resolve', afterSeconds: 24 * HOUR, text: null }] });
  });

  it('make somebody an agent, send them away until a time, and let them go', async () => {
    const page = await enter('agents');
    await page.getByRole('button', { name: 'Add an agent' }).click();
    const dialog = page.getByRole('dialog');
    await save(dialog);
    await dialog.getByText(/The id of a member of staff/).first().waitFor();
    await choose(page, dialog, 'Person', 'Ada Obi');
    await dialog.getByRole('textbox', { name: 'Team' }).fill('payments');
    await dialog.getByRole('textbox', { name: 'Open tickets at most' }).fill('7');
    await save(dialog);
    const row = page.getByRole('row', { name: /Ada Obi/ });
    await row.getByText('Takes tickets').waitFor();
    await row.getByText('0 of 7').waitFor();
    await page.getByRole('button', { name: 'Change Ada Obi' }).click();
    await dialog.getByRole('checkbox', { name: 'Away' }).click();
    await dialog.getByLabel('Back at').fill('2090-12-24T18:00');
    await save(dialog);
    await row.getByText(/Away until .*2090/).waitFor();
    expect(await listAgents(desk.admin)).toEqual([expect.objectContaining({ staffId: desk.agent.id, team: 'payments', capacity: 7, isAway: true, isAvailable: false })]);
    await page.getByRole('button', { name: 'Delete Ada Obi' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('There are no agents').waitFor();
    expect(await listAgents(desk.admin)).toEqual([]);
  });

  it('show the rules to who may see tickets, without a way to change them, and nothing to others', async () => {
    await createPolicy(desk.admin, { name: 'For all to see', category: 'seen', resolutionSeconds: HOUR });
    const page = await enter('policies', desk.agent);
    await page.getByRole('row', { name: /For all to see/ }).waitFor();
    expect(await page.getByRole('button', { name: /Add|Change|Delete/ }).count()).toBe(0);
    const stranger = await enter('policies', await createStaff(server));
    await stranger.getByText(/permissions to access/i).waitFor();
  });
});
