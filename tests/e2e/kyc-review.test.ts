import type { Page } from 'playwright-core';
import { createStaff, type TestStaff } from '../access/people.ts';
import { Applicant } from '../integration/kyc/support/applicant.ts';
import { writeAsKyc } from '../integration/kyc/support/applications.ts';
import { Reviewer } from '../integration/kyc/support/desk.ts';
import { handInAs } from '../integration/kyc/support/verifications.ts';
import { eventually, startServer, type TestServer } from '../support/index.ts';
import { startScriptedVerifier } from '../support/scripted-verifier.ts';
import { applyForTier3, handIn, sendPassport } from './kyc-applicants.ts';
import { enterPanel } from './panel.ts';

describe('the review console', () => {
  let server: TestServer;
  let chidi: TestStaff;
  const errors: Error[] = [];
  beforeAll(async () => {
    server = await startServer();
    chidi = await createStaff(server, 'mangrove-moderator');
  });
  beforeEach(async () => {
    errors.splice(0);
    // What a test leaves behind is not the next one's work.
    await writeAsKyc(server, [`UPDATE kyc_applications SET state = 'withdrawn', claimed_by = NULL, claimed_until = NULL, expires_at = NULL WHERE state IN ('in_review', 'second_review', 'needs_resubmission')`]);
  });
  afterEach(() => expect(errors).toEqual([]));

  const enter = (path = '', staff = chidi) => enterPanel(server, staff, `/plugins/kyc${path}`, { onError: (error) => errors.push(error) });
  const press = (page: Page, ...keys: string[]) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const region = (page: Page, name: string) => page.getByRole('region', { name });
  const drawn = (page: Page) => page.locator('[data-drawn=true]');
  const dialog = (page: Page) => page.getByRole('dialog');
  const audits = async (action: string, id: string) => (await server.db.query<{ actor: string; data: Record<string, unknown> }>('SELECT actor, data FROM audit_entries WHERE action = $1 AND subject_id = $2 ORDER BY seq', [action, id])).rows;
  const stateOf = async (id: string) => (await server.db.query<{ state: string }>('SELECT state FROM kyc_applications WHERE document_id = $1', [id])).rows[0]?.state;
  /** The next case, taken by the keyboard from the queue. */
  async function takeNext(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Take the next case' }).waitFor();
    await page.keyboard.press('n');
    await page.getByText(/^Yours for/).waitFor();
    await drawn(page).first().waitFor();
  }

  it('takes a case from the first look over corrections to the second opinion, by the keyboard', async () => {
    const { applicant, id } = await applyForTier3(server, { dateOfBirth: '1990-04-23' });
    const page = await enter();
    await takeNext(page);
    await region(page, 'Documents').getByRole('button', { name: /Passport/, pressed: true }).waitFor();
    await press(page, 'r', '+', 'i');
    await page.locator('[data-turn="90"][data-zoom="1.25"]').waitFor();
    expect(await page.getByRole('button', { name: 'Invert the colours' }).getAttribute('aria-pressed')).toBe('true');

    // What was typed is marked where the passport says something else.
    await region(page, 'What the applicant said').getByText('Differs from the document').waitFor();
    const machine = region(page, 'Read by machine');
    await machine.getByText('Differs from typed: 1990-04-23').waitFor();
    expect(await machine.getByText('1974-08-12').count()).toBe(1);

    await press(page, 'x');
    await dialog(page).getByRole('checkbox', { name: 'The picture is not sharp enough to be read.' }).click();
    await dialog(page).getByRole('button', { name: 'Refuse the document' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await region(page, 'Documents').getByRole('button', { name: /Passport\s*Refused/ }).waitFor();
    await press(page, ']', 'y');
    await region(page, 'Documents').getByRole('button', { name: /Accepted/ }).waitFor();

    await press(page, 'c');
    await dialog(page).getByRole('checkbox', { name: 'Details and document do not match.', exact: true }).click();
    await dialog(page).getByRole('textbox', { name: 'Internal note' }).fill('Typed by somebody else?');
    const letter = dialog(page).getByRole('region', { name: 'What the applicant will read' });
    for (const words of ['The date of birth differs from the one on the document.', 'The picture is not sharp enough to be read.']) await letter.getByText(words).waitFor();
    expect(await letter.innerText()).not.toContain('somebody else');
    await dialog(page).getByRole('button', { name: 'Ask for corrections' }).click();
    await eventually(async () => (await stateOf(id)) === 'needs_resubmission');

    expect((await applicant.look(id)).body.data.reasons.map(({ code }) => code)).toEqual(['birth_date_differs']);
    await applicant.say(id, { dateOfBirth: '1974-08-12' });
    await sendPassport(applicant, id, 'passport-with-glare-over-its-digits');
    await handIn(applicant, id);

    // The next case is the same one again, with its former attempt beside it.
    await press(page, 'n');
    await page.getByText(/^Yours for/).waitFor();
    await region(page, 'Documents').getByRole('button', { name: /Passport \(2\)/ }).waitFor();
    await press(page, 'p');
    await eventually(async () => (await drawn(page).count()) === 2);
    const before = region(page, 'Before');
    await before.getByText('Date of birth: 1990-04-23 1974-08-12').waitFor();
    await before.getByText('Passport: sent again (2)').waitFor();
    await page.getByText('Two reviewers decide about this one.').waitFor();
    await press(page, 'a');
    await dialog(page).getByText('Your approval is the first of two.').waitFor();
    await dialog(page).getByRole('button', { name: 'Approve, as the first of two' }).click();
    await page.getByText('You decided first: another person must confirm your approval.').waitFor();
    expect(await page.getByRole('button', { name: 'Confirm the approval' }).count()).toBe(0);
    await press(page, 'n');
    await page.getByText('Nothing waits that you could take.').waitFor();

    const second = await enter('?view=second', await createStaff(server, 'mangrove-moderator'));
    await takeNext(second);
    await second.getByText(/^Second review: a colleague has approved this/).waitFor();
    await second.keyboard.press('a');
    await dialog(second).getByRole('button', { name: 'Approve', exact: true }).click();
    await eventually(async () => (await applicant.profile()).level === 'tier-3');
    const purposes = await server.db.query<{ purpose: string }>('SELECT DISTINCT purpose FROM kyc_document_openings WHERE application_id = $1 ORDER BY purpose', [id]);
    expect(purposes.rows.map(({ purpose }) => purpose)).toEqual(['review', 'second_review']);
  }, 240_000);

  it('keeps what was typed when a case is lost, and says who has it', async () => {
    const id = await (await Applicant.register(server)).handIn();
    const page = await enter();
    await page.getByRole('link', { name: /^Open the case/ }).click();
    await page.getByRole('button', { name: 'Take the case', exact: true }).click();
    await page.getByText(/^Yours for/).waitFor();
    await press(page, 'd');
    await dialog(page).getByRole('checkbox', { name: /policy/ }).click();
    await dialog(page).getByRole('textbox', { name: 'Internal note' }).fill('Under age by eleven days');
    // Away for too long, and a colleague has taken it.
    await writeAsKyc(server, [`UPDATE kyc_applications SET claimed_until = now() - interval '1 second' WHERE document_id = $1`, [id]]);
    const dayo = await Reviewer.hire(server);
    expect((await dayo.claim(id)).status).toBe(200);
    await dialog(page).getByRole('button', { name: 'Reject' }).click();
    await dialog(page).getByRole('alert').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('What you have typed is kept.').waitFor();
    expect(await page.getByRole('button', { name: 'Reject' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Take it again' }).click();
    await page.getByText(/Somebody else is reviewing this application/).waitFor();
    await dayo.release(id);
    await page.getByRole('button', { name: 'Take it again' }).click();
    await page.getByText(/^Yours for/).waitFor();
    await press(page, 'd');
    expect(await dialog(page).getByRole('textbox', { name: 'Internal note' }).inputValue()).toBe('Under age by eleven days');
    await dialog(page).getByRole('button', { name: 'Reject' }).click();
    await eventually(async () => (await stateOf(id)) === 'rejected');
  }, 120_000);

  it('shows a whole number for a while to whoever says what they need it for, and records that', async () => {
    const number = '22345678901';
    const id = await (await Applicant.register(server)).handIn([{ type: 'nin', value: number }]);
    const page = await enter(`/applications/${id}`);
    const numbers = region(page, 'Identity numbers');
    await numbers.getByText('*******8901').waitFor();
    await numbers.getByRole('button', { name: 'Show the whole number: NIN' }).click();
    await dialog(page).getByRole('radio', { name: 'To ask whoever issued it' }).click();
    await dialog(page).getByRole('button', { name: 'Show it' }).click();
    await numbers.getByText(number).waitFor();
    expect(await audits('kyc_number.revealed', id)).toEqual([{ actor: `staff:${chidi.id}`, data: { type: 'nin', purpose: 'ask_the_issuer' } }]);
    await numbers.getByRole('button', { name: 'Mask it' }).click();
    await numbers.getByText('*******8901').waitFor();
    expect(await page.getByRole('main').innerText()).not.toContain(number);
  }, 120_000);

  it('opens documents for who does not review the case only with a purpose, page by page', async () => {
    const { id } = await applyForTier3(server);
    const page = await enter(`/applications/${id}`);
    await page.getByText('say what else you look for').waitFor();
    expect(await audits('kyc_document.opened', id)).toEqual([]);
    await page.getByRole('combobox', { name: 'What you look for' }).click();
    await page.getByRole('option', { name: 'Complaint' }).click();
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await drawn(page).waitFor();
    await page.getByRole('button', { name: /Utility bill/ }).click();
    await page.getByText('1 of 2').waitFor();
    await drawn(page).locator('canvas').waitFor();
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.getByText('2 of 2').waitFor();
    await drawn(page).locator('canvas').waitFor();
    const opened = await server.db.query<{ purpose: string }>('SELECT purpose FROM kyc_document_openings WHERE application_id = $1', [id]);
    expect(opened.rows).toEqual([{ purpose: 'complaint' }, { purpose: 'complaint' }]);
    expect(await page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
  }, 120_000);

  it('has a queue that one goes through by the keyboard, in views, and in which one finds a person', async () => {
    const [ada, ben] = [await Applicant.register(server), await Applicant.register(server)];
    const shared = '21234567890';
    const [first, second] = [await ada.handIn([{ type: 'nin', value: shared }]), await ben.handIn([{ type: 'nin', value: shared }])];
    await writeAsKyc(server, [`UPDATE kyc_applications SET due_at = now() - interval '2 hours' WHERE document_id = $1`, [first]]);
    const page = await enter();
    const open = (id: string) => page.locator(`[data-case="${id}"]`);
    await page.getByRole('row').filter({ has: open(first) }).getByText(/^Overdue by/).waitFor();
    await page.getByRole('row').filter({ has: open(second) }).getByText('Shared number').waitFor();
    await press(page, 'j', 'j', 'k');
    expect(await page.evaluate('document.activeElement.dataset.case')).toBe(first);
    await press(page, 'j', 'Enter');
    await page.waitForURL((url) => url.pathname.endsWith(second));
    await region(page, 'Others with the same').getByText('The same NIN, The same name and date of birth').waitFor();
    await press(page, 't');
    await page.getByText(/^Yours for/).waitFor();
    await press(page, 'u');
    await press(page, '2');
    await open(second).waitFor();
    expect(await open(first).count()).toBe(0);
    await press(page, '4');
    await open(first).waitFor();
    await press(page, '/');
    await page.keyboard.type(ben.user.email);
    await page.keyboard.press('Enter');
    await page.getByText('Found for what you searched.').waitFor();
    await open(second).waitFor();
    expect(await open(first).count()).toBe(0);
    await page.getByRole('button', { name: 'Back to the queue' }).click();
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await dialog(page).getByText('Take the next case').waitFor();
  }, 120_000);

  it('shows what verifiers said, and what they sent, and asks them again', async () => {
    const verifier = await startScriptedVerifier();
    const other = await startServer({ env: { ...verifier.env, KYC_VERIFIERS: 'scripted,manual' } });
    const { applicant, id } = await handInAs(other, 'Okafor');
    await applicant.reaches(id, 'in_review');
    const page = await enterPanel(other, await createStaff(other, 'mangrove-moderator'), `/plugins/kyc/applications/${id}`, { onError: (error) => errors.push(error) });
    await page.getByRole('button', { name: 'Take the case', exact: true }).click();
    const verifiers = region(page, 'Verifiers');
    await verifiers.getByText('Passed', { exact: true }).waitFor();
    await verifiers.getByText('number: passed (1)').waitFor();
    await verifiers.getByRole('button', { name: 'Ask again' }).click();
    await eventually(async () => (await other.db.query('SELECT 1 FROM kyc_verifications WHERE application_id = $1 AND round = 2', [id])).rowCount === 1);
  }, 120_000);

  it('is not there for who may not see applications', async () => {
    const page = await enter('', await createStaff(server));
    await page.getByText(/permissions to access/i).waitFor();
    expect(await page.getByRole('link', { name: 'KYC review' }).count()).toBe(0);
  });
});
