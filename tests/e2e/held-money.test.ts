import { createStaff, type TestStaff } from '../access/people.ts';
import { limit, release, scriptedLimits } from '../integration/payments/support/scripted-limits.ts';
import { World } from '../integration/payments/support/world.ts';
import type { TestUser } from '../support/index.ts';
import { enterPanel } from './panel.ts';
import { violations } from './violations.ts';

describe('the page of held money', () => {
  let world: World;
  let admin: TestStaff;
  const errors: Error[] = [];

  beforeAll(async () => {
    world = await World.start({}, { setup: scriptedLimits });
    admin = await createStaff(world.server, 'strapi-super-admin');
  });
  beforeEach(() => void errors.splice(0));
  afterEach(async () => {
    expect(errors).toEqual([]);
    await world.expectSoundBooks();
  });

  /** Somebody of whose NGN 5,000.00 so much has room. */
  const holding = async (balance: string): Promise<TestUser> => {
    const payer = await world.newPayer();
    const { id, reference } = await world.begin({}, payer);
    await limit(world, payer, { balance });
    await release(world, payer);
    world.paystack.pay(reference);
    await world.becomes(id, 'succeeded', payer);
    return payer;
  };
  const enter = (staff = admin, colorScheme: 'light' | 'dark' = 'light') => enterPanel(world.server, staff, '/plugins/payments/held', { colorScheme, onError: (error) => errors.push(error) });

  it('lets as much go as there is room for, and says what is left', async () => {
    const payer = await holding('100000');
    const page = await enter();
    const row = page.getByRole('row', { name: new RegExp(payer.email) });
    await row.getByText('NGN 4,000.00').waitFor();
    await limit(world, payer, { balance: '250000' });
    await row.getByRole('button', { name: `Release NGN 4,000.00 of ${payer.email}` }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Release' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox', { name: /Note/ }).fill('The level rose.');
    await dialog.getByRole('button', { name: 'Release' }).click();
    await row.getByText('NGN 2,500.00', { exact: true }).first().waitFor();
    await dialog.waitFor({ state: 'detached' });
    const noted = await world.rows<{ actor: string }>(`SELECT actor FROM audit_entries WHERE subject_id = $1 AND action = 'held.released'`, [payer.id]);
    expect(noted).toEqual([{ actor: `staff:${admin.id}` }]);
  });

  it('records a return of no more than is held', async () => {
    const payer = await holding('100000');
    const page = await enter();
    const row = page.getByRole('row', { name: new RegExp(payer.email) });
    await row.getByRole('button', { name: /^Record a return/ }).click();
    const dialog = page.getByRole('dialog');
    const amount = dialog.getByRole('textbox', { name: /Amount in NGN/ });
    const submit = dialog.getByRole('button', { name: 'Record a return' });
    await dialog.getByRole('textbox', { name: /Note/ }).fill('Sent back in the dashboard.');
    await amount.fill('4000.01');
    await dialog.getByText('At most NGN 4,000.00 is held').waitFor();
    expect(await submit.isDisabled()).toBe(true);
    await amount.fill('1,500.50');
    await submit.click();
    await row.getByText('NGN 2,499.50').waitFor();
    const posted = await world.rows<{ amount: string }>(`SELECT data::jsonb ->> 'amountMinor' AS amount FROM audit_entries WHERE subject_id = $1 AND action = 'held.returned'`, [payer.id]);
    expect(posted).toEqual([{ amount: '150050' }]);
  });

  it('is there to be read for moderators, who move nothing', async () => {
    const payer = await holding('100000');
    const page = await enter(await createStaff(world.server, 'mangrove-moderator'));
    const row = page.getByRole('row', { name: new RegExp(payer.email) });
    await row.getByText('NGN 4,000.00').waitFor();
    expect(await row.getByRole('button').count()).toBe(0);
  });

  it.each(['light', 'dark'] as const)('can be used by everybody, in the %s theme', async (colorScheme) => {
    await holding('100000');
    const page = await enter(admin, colorScheme);
    await page.getByRole('row').nth(1).waitFor();
    const list = await violations(page);
    await page.getByRole('button', { name: /^Record a return/ }).first().click();
    await page.getByRole('dialog').getByRole('combobox').waitFor();
    expect([list, await violations(page)]).toEqual([[], []]);
  });
});
