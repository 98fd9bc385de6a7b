import type { Page } from 'playwright-core';
import { createStaff, PASSWORD, type TestStaff } from '../access/people.ts';
import { connect } from '../integration/messaging/support/sockets.ts';
import { createPolicy } from '../integration/messaging/support/sla.ts';
import { logSeen, openDesk, openTicket, own, reply, say, seen, type Desk } from '../integration/messaging/support/tickets.ts';
import { eventually, launchBrowser, startServer } from '../support/index.ts';

describe('the support inbox', () => {
  let desk: Desk;
  const errors: Error[] = [];

  beforeAll(async () => {
    const server = await startServer();
    desk = await openDesk(server);
    await server.db.query(`UPDATE admin_users SET firstname = CASE document_id WHEN $1 THEN 'Ada' ELSE 'Ben' END, lastname = 'Obi' WHERE document_id IN ($1, $2)`, [desk.ada.id, desk.ben.id]);
    await createPolicy(await createStaff(server, 'strapi-super-admin'), { name: 'Everything', firstResponseSeconds: 900, resolutionSeconds: 86_400 });
  });
  beforeEach(() => void errors.splice(0));
  afterEach(() => expect(errors).toEqual([]));

  /** Signs one of the staff in, in a browser of their own, and leaves them in the inbox. */
  async function enter(staff: TestStaff, path = ''): Promise<Page> {
    const browser = await launchBrowser();
    const page = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 1_440, height: 900 } })).newPage();
    page.on('pageerror', (error) => errors.push(error));
    await page.goto(`${desk.server.url}/admin/auth/login`);
    await page.getByRole('textbox', { name: /e-?mail/i }).fill(staff.email);
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.getByRole('button', { name: /login/i }).click();
    await page.waitForURL((url) => !url.pathname.includes('/auth/'));
    await page.goto(`${desk.server.url}/admin/plugins/messaging${path}`);
    await page.getByRole('status').getByText('Live', { exact: true }).waitFor();
    return page;
  }
  const queue = (page: Page) => page.getByRole('region', { name: 'Tickets' });
  const conversation = (page: Page) => page.getByRole('log', { name: 'Conversation' });
  const answer = (page: Page) => page.getByRole('textbox', { name: 'Answer to the customer' });
  /** What the customer is shown: all of the conversation, over REST. */
  const customerSees = async (roomId: string) => JSON.stringify((await desk.customer.http.get(`/api/rooms/${roomId}/events?limit=200`)).body);

  it('carries a ticket from its opening to the end, for two agents and a customer at once', async () => {
    const [ada, ben] = await Promise.all([enter(desk.ada, '?view=unassigned'), enter(desk.ben, '?view=all')]);
    const customers = await connect(desk.server.url, desk.customer);
    const ticket = await openTicket(desk.customer, { subject: 'The refund is late' });

    // It appears at both without anybody asking, and says how long there is for an answer.
    await queue(ben).getByRole('button', { name: /The refund is late/ }).waitFor();
    const inQueue = queue(ada).getByRole('button', { name: /The refund is late/ });
    await inQueue.getByText(/due in 1\d min/).waitFor();
    await inQueue.click();
    await conversation(ada).getByText('I paid yesterday.').waitFor();
    await queue(ben).getByRole('button', { name: /The refund is late/ }).click();
    await ada.getByText('Ben Obi has this ticket open').waitFor();
    await ben.getByText('Ada Obi has this ticket open').waitFor();

    await ada.getByRole('button', { name: 'Take it' }).click();
    await ben.getByRole('combobox', { name: 'Assignee' }).getByText('Ada Obi').waitFor();

    // Both write; one is told so, and warned when the other has answered.
    await answer(ada).fill('Your refund left us this morning.');
    await ben.getByText('Ada Obi is writing an answer').waitFor();
    await answer(ben).fill('We are looking into it.');
    await ada.getByRole('button', { name: 'Send', exact: true }).click();
    await conversation(ben).getByText('Your refund left us this morning.').waitFor();
    await answer(ben).press('Control+Enter');
    const warning = ben.getByRole('alertdialog');
    await warning.getByText(/Ada Obi answered .*(now|second)/).waitFor();
    await warning.getByRole('button', { name: 'Back to my answer' }).click();
    expect((await own(desk.customer, ticket.id)).agents.map(({ name }) => name)).toEqual(['Ada']);

    // A draft is there after a reload.
    await ben.reload();
    await conversation(ben).getByText('Your refund left us this morning.').waitFor();
    expect(await answer(ben).inputValue()).toBe('We are looking into it.');

    // A note is for the staff alone.
    await ben.getByRole('button', { name: 'Note', exact: true }).click();
    await ben.getByRole('textbox', { name: 'Internal note' }).fill('The bank confirmed it to me.');
    await ben.getByRole('button', { name: 'Add note' }).click();
    await conversation(ada).getByRole('article', { name: 'Internal note by Ben Obi' }).getByText('The bank confirmed it to me.').waitFor();

    // The customer reads, types, and answers.
    const { seq } = (await logSeen(desk.ada, ticket.id, 'conversation')).findLast(({ type }) => type === 'message.created') ?? { seq: 0 };
    await customers.ask('room:read', { roomId: ticket.roomId, seq });
    await conversation(ada).getByText('Read by the customer').waitFor();
    await customers.ask('typing', { roomId: ticket.roomId });
    await ada.getByText(`${desk.customer.email} is typing`).waitFor();
    await say(desk.customer, ticket.roomId, 'It has arrived, thank you!');
    await conversation(ada).getByText('It has arrived, thank you!').waitFor();

    await ada.getByRole('button', { name: 'Resolve' }).click();
    await conversation(ben).getByText(/Ada Obi → Resolved/).waitFor();
    expect(await own(desk.customer, ticket.id)).toMatchObject({ state: 'resolved' });
    const theirs = `${await customerSees(ticket.roomId)}${JSON.stringify(customers.heard)}`;
    expect(theirs).toContain('Your refund left us this morning.');
    expect(theirs).not.toContain('The bank confirmed it to me.');
    expect(theirs).not.toContain('We are looking into it.');
  });

  it('can be worked in by the keyboard alone', async () => {
    const ticket = await openTicket(desk.customer, { subject: 'Keys only' });
    const ada = await enter(desk.ada, '?view=all');
    await queue(ada).getByRole('button', { name: /Keys only/ }).waitFor();
    await ada.keyboard.press('?');
    await ada.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await ada.keyboard.press('Escape');
    await ada.keyboard.press('j');
    await ada.getByRole('heading', { name: 'Keys only' }).waitFor();
    await ada.keyboard.press('t');
    await conversation(ada).getByText(/You: took the ticket/).waitFor();
    await ada.keyboard.press('n');
    await ada.keyboard.type('e is a letter here');
    await ada.keyboard.press('Control+Enter');
    await conversation(ada).getByRole('article', { name: 'Internal note by You' }).getByText('e is a letter here').waitFor();
    await ada.keyboard.press('Escape');
    await ada.keyboard.press('r');
    await ada.keyboard.type('Done.');
    await ada.keyboard.press('Control+Enter');
    await conversation(ada).getByText('Done.').waitFor();
    await ada.keyboard.press('Escape');
    await ada.keyboard.press('e');
    await eventually(async () => (await own(desk.customer, ticket.id)).state === 'resolved');
  });

  it('keeps what staff set on a ticket, and shows what a colleague does elsewhere', async () => {
    const ticket = await openTicket(desk.customer, { subject: 'To be sorted' });
    const ada = await enter(desk.ada, `/tickets/${ticket.id}`);
    await ada.getByRole('textbox', { name: 'Category' }).fill('Late Refunds');
    await ada.getByRole('textbox', { name: 'Category' }).press('Enter');
    await ada.getByRole('textbox', { name: 'Tags' }).fill('vip');
    await ada.getByRole('textbox', { name: 'Tags' }).press('Enter');
    await ada.getByRole('button', { name: 'Remove the tag vip' }).waitFor();
    await ada.getByRole('combobox', { name: 'Priority' }).click();
    await ada.getByRole('option', { name: 'Urgent' }).click();
    await ada.getByRole('combobox', { name: 'Assignee' }).click();
    await ada.getByRole('option', { name: 'Ben Obi' }).click();
    await eventually(async () => (await seen(desk.ada, ticket.id)).assignee?.id === desk.ben.id);
    expect(await seen(desk.ada, ticket.id)).toMatchObject({ category: 'late-refunds', tags: ['vip'], priority: 'urgent', state: 'open' });
    await reply(desk.ben, ticket.id, 'I look into it.');
    await conversation(ada).getByRole('article', { name: 'Message from Ben Obi' }).getByText('I look into it.').waitFor();
    await ada.getByRole('button', { name: 'Move to' }).click();
    expect(await ada.getByRole('menuitem').allInnerTexts()).toEqual(['Open', 'Waiting on us', 'Closed', 'Spam']);
  });

  it('puts tickets aside and merges them, and knows who asks', async () => {
    const [ticket, other] = [await openTicket(desk.customer, { subject: 'Asked once' }), await openTicket(desk.customer, { subject: 'Asked again' })];
    const ada = await enter(desk.ada, `/tickets/${other.id}`);
    await ada.getByRole('region', { name: 'Customer', exact: true }).getByText(desk.customer.email).waitFor();
    await ada.getByRole('button', { name: 'Snooze' }).click();
    await ada.getByRole('menuitem', { name: 'For an hour' }).click();
    await conversation(ada).getByText(/You: put aside until/).waitFor();
    await ada.getByRole('button', { name: `Merge into #${ticket.number}` }).click();
    await ada.getByRole('alertdialog').getByRole('button', { name: 'Merge' }).click();
    await conversation(ada).getByText(new RegExp(`merged into #${ticket.number}`)).waitFor();
    await ada.getByText('This ticket takes no answers any more').or(ada.getByText('Only staff read this.')).first().waitFor();
    expect(await answer(ada).count()).toBe(0);
    expect(await own(desk.customer, other.id)).toMatchObject({ state: 'merged' });
  });

  it('gives every control a name', async () => {
    const ticket = await openTicket(desk.customer, { subject: 'Names' });
    const ada = await enter(desk.ada, `/tickets/${ticket.id}?view=all`);
    await conversation(ada).getByText('I paid yesterday.').waitFor();
    for (const role of ['button', 'textbox', 'combobox', 'searchbox', 'link', 'region'] as const) expect([role, await ada.getByRole('main').getByRole(role, { name: /^\s*$/ }).count()]).toEqual([role, 0]);
  });

  it('reports what became of tickets, as a chart and as tables', async () => {
    const ticket = await openTicket(desk.customer, { subject: 'Counted', category: 'counted' });
    await reply(desk.ben, ticket.id);
    const ada = await enter(desk.ada);
    await ada.getByRole('link', { name: 'Reports' }).click();
    await ada.getByRole('img', { name: /Tickets opened per day/ }).press('End');
    await ada.getByRole('status').getByText(/Not done yet: \d+/).waitFor();
    const row = ada.getByRole('region', { name: 'By category' }).getByRole('row', { name: /counted/ });
    expect((await row.innerText()).split(/\s+/).slice(0, 3)).toEqual(['counted', '1', '0']);
    await ada.getByText('Show as a table').click();
    await ada.getByRole('region', { name: 'Tickets', exact: true }).getByRole('row', { name: /^\d{4}-\d{2}-\d{2}/ }).first().waitFor();
  });
});
