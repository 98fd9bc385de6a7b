import type { Page } from 'playwright-core';
import { createStaff, type TestStaff } from '../access/people.ts';
import { auditOf, inAnHour, report, reported, sent, setScene, type Page as PageOut, type SanctionOut, type Scene } from '../integration/messaging/moderation/office.ts';
import { createRoom } from '../integration/messaging/support/rooms.ts';
import { createUser, eventually, startServer, type TestServer } from '../support/index.ts';
import { enterPanel } from './panel.ts';

describe('the moderation pages', () => {
  let server: TestServer;
  let ada: TestStaff;
  const errors: Error[] = [];
  beforeAll(async () => {
    server = await startServer();
    ada = await createStaff(server, 'mangrove-moderator');
  });
  beforeEach(() => void errors.splice(0));
  afterEach(() => expect(errors).toEqual([]));

  const enter = (path = '', staff = ada) => enterPanel(server, staff, `/plugins/moderation${path}`, { onError: (error) => errors.push(error) });
  const row = (page: Page, { ben }: Scene) => page.getByRole('row', { name: new RegExp(ben.email) });
  const review = (page: Page, scene: Scene) => row(page, scene).getByRole('link', { name: /Review the report/ }).click();
  const decision = (page: Page) => page.getByRole('region', { name: 'Decision' });
  const sanctionsOf = async ({ ben }: Scene) => (await ada.http.get<PageOut<SanctionOut>>(`/messaging/sanctions?userId=${ben.id}&state=all`)).body.data;
  const said = async ({ ada: reader, roomId }: Scene) => JSON.stringify((await reader.http.get(`/api/rooms/${roomId}/events?since=0`)).body);

  it('show what was reported, its evidence and who reported it, and record the reading', async () => {
    const scene = await setScene(server, 'Buy my cards');
    await sent(scene.ada, scene.roomId, 'Please stop.');
    await report(scene.ada, scene.messageId, { reason: 'fraud', comment: 'Third time today' });
    await scene.ben.http.patch(`/api/messages/${scene.messageId}`, { body: { text: 'Good morning' } });
    const page = await enter();
    await row(page, scene).getByText('Third time today').waitFor();
    // The queue tells nothing of the message, and looking at it is no reading.
    expect(await page.getByRole('main').innerText()).not.toContain('Buy my cards');
    await review(page, scene);
    await page.getByRole('heading', { name: 'Report: Fraud' }).waitFor();
    await page.getByRole('region', { name: 'What it said when it was reported' }).getByText('Buy my cards').waitFor();
    const context = page.getByRole('region', { name: 'Around it, as it is now' });
    expect((await context.getByRole('listitem').allInnerTexts()).map((text) => [text.includes('Good morning'), text.includes('Please stop.')])).toEqual([[true, false], [false, true]]);
    const facts = page.getByRole('region', { name: 'The report' });
    for (const words of [scene.ben.email, scene.ada.email, 'Third time today']) await facts.getByText(words).waitFor();
    const [reading, ...more] = await server.db.query<{ actor: string }>(`SELECT e.actor FROM audit_entries e WHERE e.action = 'report.read' AND e.data->>'messageId' = $1`, [scene.messageId]).then(({ rows }) => rows);
    expect([reading, more]).toEqual([{ actor: `staff:${ada.id}` }, []]);
  });

  it('settle a report by taking the message away, and say so to a colleague who comes second', async () => {
    const scene = await setScene(server);
    await reported(scene.ada, scene.messageId);
    const [first, second] = await Promise.all([enter(), enter('', await createStaff(server, 'mangrove-moderator'))]);
    for (const page of [first, second]) {
      await review(page, scene);
      await decision(page).getByRole('radio', { name: 'Take the message away' }).waitFor();
    }
    await decision(first).getByRole('textbox', { name: 'Why' }).fill('Counterfeit');
    await decision(first).getByRole('button', { name: 'Decide' }).click();
    await first.getByRole('region', { name: 'Settled' }).getByText('Message taken away').waitFor();
    await first.getByRole('region', { name: 'Settled' }).getByText('Counterfeit').waitFor();
    await eventually(async () => !(await said(scene)).includes('Buy my cards'));
    await decision(second).getByRole('button', { name: 'Decide' }).click();
    await second.getByText(/A colleague has settled this report before you/).waitFor();
    await second.getByRole('region', { name: 'Settled' }).getByText('Message taken away').waitFor();
    await second.getByRole('region', { name: 'Settled' }).getByText('by Test Staff').waitFor();
    await second.goBack();
    await row(second, scene).waitFor({ state: 'detached' });
  });

  it('mute the author until a time, with the message gone, and lift it again', async () => {
    const scene = await setScene(server);
    await reported(scene.ada, scene.messageId);
    const page = await enter();
    await review(page, scene);
    await decision(page).getByRole('radio', { name: 'Mute its author' }).click();
    await decision(page).getByRole('combobox', { name: 'For how long' }).click();
    await page.getByRole('option', { name: 'Until …' }).click();
    await decision(page).getByRole('button', { name: 'Decide' }).click();
    await decision(page).getByText('Say until when').first().waitFor();
    // A moment that has passed is refused at its field, and nothing has been done by then.
    await decision(page).getByLabel('Until when').fill('2020-01-01T08:00');
    await decision(page).getByRole('button', { name: 'Decide' }).click();
    await decision(page).getByText('A moment in the future').first().waitFor();
    expect((await said(scene)).includes('Buy my cards')).toBe(true);
    await decision(page).getByLabel('Until when').fill('2090-12-24T18:00');
    await decision(page).getByRole('textbox', { name: 'Why' }).fill('Enough');
    await decision(page).getByRole('button', { name: 'Decide' }).click();
    await page.getByRole('region', { name: 'Settled' }).getByText('Author muted').waitFor();
    expect(await sanctionsOf(scene)).toEqual([expect.objectContaining({ kind: 'mute', roomId: scene.roomId, reason: 'Enough', decidedBy: ada.id, liftedBy: null })]);
    expect((await said(scene)).includes('Buy my cards')).toBe(false);

    await page.getByRole('region', { name: 'The report' }).getByRole('link', { name: scene.ben.email }).click();
    await page.getByRole('heading', { name: scene.ben.email }).waitFor();
    await page.getByRole('button', { name: `Lift the sanction of ${scene.ben.email}` }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Lift' }).click();
    await page.getByRole('region', { name: 'Sanctions' }).getByText(/Lifted by/).waitFor();
    expect((await sanctionsOf(scene)).map(({ liftedBy }) => liftedBy)).toEqual([ada.id]);
  });

  it('ban somebody everywhere with a reason, and show it to whoever looks', async () => {
    const scene = await setScene(server);
    await reported(scene.ada, scene.messageId);
    const page = await enter(`/people/${scene.ben.id}`);
    const form = page.getByRole('region', { name: 'Mute or ban' });
    await form.getByRole('radio', { name: /^Ban/ }).click();
    await form.getByRole('button', { name: 'Impose' }).click();
    await form.getByRole('alert').waitFor();
    expect(await sanctionsOf(scene)).toEqual([]);
    await form.getByRole('textbox', { name: 'Why' }).fill('Sells counterfeit cards');
    await form.getByRole('button', { name: 'Impose' }).click();
    await page.getByRole('region', { name: 'Sanctions' }).getByText('Sells counterfeit cards').waitFor();
    expect((await scene.ben.http.get(`/api/rooms/${scene.roomId}`)).status).toBe(403);
    await page.goto(`${server.url}/admin/plugins/moderation/sanctions`);
    await row(page, scene).getByText('Banned', { exact: true }).waitFor();
    await row(page, scene).getByText('Everywhere').waitFor();
  });

  it('ban nobody from a direct room alone', async () => {
    const [one, other] = [await createUser(server), await createUser(server)];
    const roomId = await createRoom(one, [other], { kind: 'direct' });
    const scene = { ada: one, ben: other, roomId, messageId: await sent(other, roomId, 'Insults') };
    await reported(one, scene.messageId);
    const page = await enter();
    await review(page, scene);
    await decision(page).getByRole('radio', { name: 'Ban its author' }).click();
    await decision(page).getByRole('radio', { name: 'Everywhere' }).waitFor();
    expect(await decision(page).getByRole('radio', { name: 'In this room' }).count()).toBe(0);
    await decision(page).getByRole('button', { name: 'Decide' }).click();
    await page.getByRole('region', { name: 'Settled' }).getByText('Author banned').waitFor();
    expect(await sanctionsOf(scene)).toEqual([expect.objectContaining({ kind: 'ban', roomId: null })]);
  });

  it('slow a room down, and take away what stands around a report', async () => {
    const scene = await setScene(server);
    const insult = await sent(scene.ben, scene.roomId, 'An insult');
    await reported(scene.ada, scene.messageId);
    const page = await enter();
    await review(page, scene);
    await page.getByRole('combobox', { name: 'Slow mode of the room' }).click();
    await page.getByRole('option', { name: '30 seconds' }).click();
    await eventually(async () => (await auditOf(server, scene.roomId)).some(({ action, data }) => action === 'room.slow_mode_set' && data.seconds === 30));
    await page.getByRole('listitem').filter({ hasText: 'An insult' }).getByRole('button', { name: /Take away the message/ }).click();
    await page.getByRole('alertdialog').getByRole('textbox', { name: 'Why' }).fill('Insults');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Take away' }).click();
    await page.getByRole('listitem').getByText('Taken away or deleted').waitFor();
    expect((await auditOf(server, insult)).map(({ action, data }) => [action, data.reason])).toEqual([['message.removed', 'Insults']]);
  });

  it('grow by what is reported meanwhile, narrow by reason, and keep what was settled', async () => {
    const page = await enter();
    await page.getByRole('tab', { name: /Reports/ }).waitFor();
    const [spam, abuse] = [await setScene(server), await setScene(server)];
    await reported(spam.ada, spam.messageId);
    const abuseId = (await report(abuse.ada, abuse.messageId, { reason: 'abuse' })).body.data.reportId;
    // Nobody has reloaded.
    for (const scene of [spam, abuse]) await row(page, scene).waitFor();
    await page.getByRole('combobox', { name: 'Reason' }).click();
    await page.getByRole('option', { name: 'Abuse' }).click();
    await row(page, spam).waitFor({ state: 'detached' });
    await row(page, abuse).waitFor();
    await ada.http.post(`/messaging/reports/${abuseId}/resolution`, { body: { outcome: 'muted', until: inAnHour(), note: 'Calm down' } });
    await row(page, abuse).waitFor({ state: 'detached' });
    await page.getByRole('combobox', { name: 'State of the reports' }).click();
    await page.getByRole('option', { name: 'Settled' }).click();
    await row(page, abuse).getByText('Author muted').waitFor();
  });

  it('are not there for who may not moderate', async () => {
    const page = await enter('', await createStaff(server));
    await page.getByText(/permissions to access/i).waitFor();
    expect(await page.getByRole('link', { name: 'Moderation' }).count()).toBe(0);
  });
});
