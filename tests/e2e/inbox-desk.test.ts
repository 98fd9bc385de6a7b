import type { Page } from 'playwright-core';
import { createStaff, type TestStaff } from '../access/people.ts';
import { createReply } from '../integration/messaging/support/canned-replies.ts';
import { move, note, openDesk, openTicket, say, seen, type Desk } from '../integration/messaging/support/tickets.ts';
import { eventually, startServer } from '../support/index.ts';
import { enterMessaging } from './enter-inbox.ts';

describe('in the support inbox', () => {
  let desk: Desk;
  let chief: TestStaff;
  const errors: Error[] = [];

  beforeAll(async () => {
    const server = await startServer();
    desk = await openDesk(server);
    chief = await createStaff(server, 'strapi-super-admin');
    await server.db.query(`UPDATE admin_users SET firstname = 'Ada', lastname = 'Obi' WHERE document_id = $1`, [desk.ada.id]);
    await server.db.query(`UPDATE up_users SET username = 'Kelp' WHERE document_id = $1`, [desk.customer.id]);
  });
  beforeEach(() => void errors.splice(0));
  afterEach(() => expect(errors).toEqual([]));

  const enter = (staff: TestStaff, path: string): Promise<Page> => enterMessaging(desk.server, staff, path, (error) => errors.push(error));
  const conversation = (page: Page) => page.getByRole('log', { name: 'Conversation' });
  const answer = (page: Page) => page.getByRole('textbox', { name: 'Answer to the customer' });
  const offered = (page: Page) => page.getByRole('listbox', { name: 'Canned replies' });

  it('a slash offers canned replies, which are filled in for the ticket', async () => {
    await createReply(chief, { shortcut: 'refund-sent', title: 'The refund is on its way', text: 'Dear {{customer.name|customer}}, your refund for #{{ticket.number}} is on its way. {{agent.name}}' });
    await createReply(chief, { shortcut: 'refund-when', title: 'How long refunds take', text: 'Refunds take three days.' });
    await createReply(chief, { shortcut: 'kyc-missing', title: 'A document is missing' });
    const ticket = await openTicket(desk.customer, { subject: 'Where is my refund?' });
    const ada = await enter(desk.ada, `/tickets/${ticket.id}`);
    await conversation(ada).getByText('I paid yesterday.').waitFor();

    await answer(ada).click();
    await ada.keyboard.type('See https://example.com and/or ');
    expect(await offered(ada).count()).toBe(0);
    await ada.keyboard.type('/ref');
    await offered(ada).getByRole('option', { name: /refund-when/ }).waitFor();
    expect(await offered(ada).getByRole('option').count()).toBe(2);
    expect(await offered(ada).getByRole('option', { selected: true }).innerText()).toContain('/refund-sent');
    await ada.keyboard.press('ArrowDown');
    await offered(ada).getByRole('option', { name: /refund-when/, selected: true }).waitFor();
    expect(await answer(ada).getAttribute('aria-activedescendant')).toBe(await offered(ada).getByRole('option', { selected: true }).getAttribute('id'));

    // Escape closes the list, and keeps what was typed and the focus.
    await ada.keyboard.press('Escape');
    await offered(ada).waitFor({ state: 'detached' });
    expect(await answer(ada).inputValue()).toBe('See https://example.com and/or /ref');
    await ada.keyboard.press('Control+A');
    await ada.keyboard.type('Hello! /refund-se');
    await offered(ada).getByRole('option', { name: /refund-sent/, selected: true }).waitFor();
    await ada.keyboard.press('Enter');
    const sentence = `Dear Kelp, your refund for #${ticket.number} is on its way. Ada`;
    await eventually(async () => (await answer(ada).inputValue()) === `Hello! ${sentence}`);
    await ada.keyboard.type(' Bye');
    await ada.keyboard.press('Control+Enter');
    await conversation(ada).getByText(`Hello! ${sentence} Bye`).waitFor();
  });

  it('canned replies are written, found, changed and deleted by who may', async () => {
    const page = await enter(chief, '/replies');
    await page.getByRole('button', { name: 'New canned reply' }).click();
    const dialog = page.getByRole('dialog', { name: 'New canned reply' });
    await dialog.getByRole('textbox', { name: 'Shortcut' }).fill('welcome');
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Welcome');
    await dialog.getByRole('textbox', { name: 'Text' }).fill('Dear {{customer.nmae|you}}');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('alert').getByText(/There is no variable "customer.nmae"/).waitFor();
    await dialog.getByRole('textbox', { name: 'Text' }).fill('Welcome, ');
    await dialog.getByRole('button', { name: 'Name of the customer' }).click();
    expect(await dialog.getByRole('textbox', { name: 'Text' }).inputValue()).toBe('Welcome, {{customer.name|…}}');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('/welcome', { exact: true }).waitFor();

    // Who answers uses it, keeps their own, and changes none of everybody's.
    const ada = await enter(desk.ada, '/replies');
    await ada.getByText('/welcome', { exact: true }).waitFor();
    expect(await ada.getByRole('button', { name: 'Change /welcome' }).count()).toBe(0);
    await ada.getByRole('button', { name: 'New canned reply' }).click();
    const own = ada.getByRole('dialog', { name: 'New canned reply' });
    await own.getByRole('textbox', { name: 'Shortcut' }).fill('mine');
    await own.getByRole('textbox', { name: 'Title' }).fill('Mine');
    await own.getByRole('textbox', { name: 'Text' }).fill('Yours, Ada');
    await own.getByRole('button', { name: 'Save' }).click();
    await ada.getByRole('button', { name: 'Change /mine' }).waitFor();

    await page.getByRole('searchbox', { name: 'Search canned replies' }).fill('welc');
    await page.getByRole('button', { name: 'Delete /welcome' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No canned reply fits').waitFor();
  });

  it('a macro is made of steps, shows what it will do, and does all of it', async () => {
    const page = await enter(chief, '/replies');
    await page.getByRole('button', { name: 'New macro' }).click();
    const dialog = page.getByRole('dialog', { name: 'New macro' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Refund sent');
    const add = async (place: number, act: string) => {
      await dialog.getByRole('button', { name: 'Add a step' }).click();
      await dialog.getByRole('combobox', { name: `What step ${place} does` }).click();
      await page.getByRole('option', { name: act, exact: true }).click();
    };
    await add(2, 'Answer the customer');
    await dialog.getByRole('textbox', { name: 'Answer the customer' }).fill('#{{ticket.number}} is settled, {{customer.name|customer}}.');
    await add(3, 'Add tags');
    await dialog.getByRole('textbox', { name: 'Add tags' }).fill('VIP, Late refund');
    await add(4, 'Move');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Give it to whoever runs this · Answer the customer · Add the tags vip, late-refund · Move to Resolved').waitFor();

    const ticket = await openTicket(desk.customer, { subject: 'By macro' });
    const ada = await enter(desk.ada, `/tickets/${ticket.id}`);
    await conversation(ada).getByText('I paid yesterday.').waitFor();
    await ada.keyboard.press('m');
    const runs = ada.getByRole('dialog');
    await runs.getByRole('textbox', { name: 'Search macros' }).fill('refund');
    await ada.keyboard.press('Enter');
    await runs.getByRole('list', { name: 'What it will do' }).getByText(`#${ticket.number} is settled, Kelp.`).waitFor();
    expect(await seen(desk.ada, ticket.id)).toMatchObject({ state: 'new', tags: [] });
    await runs.getByRole('button', { name: 'Do all of this' }).click();
    await runs.waitFor({ state: 'detached' });
    await conversation(ada).getByText(`#${ticket.number} is settled, Kelp.`).waitFor();
    expect(await seen(desk.ada, ticket.id)).toMatchObject({ state: 'resolved', tags: ['late-refund', 'vip'], assignee: { id: desk.ada.id } });

    // Where it cannot be done, it says so before, and cannot be begun.
    await move(desk.ada, ticket.id, 'closed');
    await ada.getByRole('button', { name: 'Macros' }).click();
    await runs.getByRole('button', { name: 'Refund sent' }).click();
    await runs.getByText(/It cannot be done now. Step 2: This ticket is closed/).waitFor();
    expect(await runs.getByRole('button', { name: 'Do all of this' }).isDisabled()).toBe(true);
  });

  it('chosen messages are split into a new ticket, which is shown, and the old one says so', async () => {
    const ticket = await openTicket(desk.customer, { subject: 'Two things at once' });
    await say(desk.customer, ticket.roomId, 'And my card was refused.');
    await note(desk.ben, ticket.id, 'A note stays.');
    const ada = await enter(desk.ada, `/tickets/${ticket.id}`);
    await conversation(ada).getByText('And my card was refused.').waitFor();
    await ada.getByRole('button', { name: 'Split', exact: true }).click();
    expect(await conversation(ada).getByRole('checkbox').count()).toBe(2);
    await conversation(ada).getByRole('checkbox', { name: /my card was refused/ }).click();
    await ada.getByText('1 message chosen').waitFor();
    await ada.getByRole('button', { name: 'Split into a new ticket' }).click();
    const dialog = ada.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Subject' }).fill('Card refused');
    await dialog.getByRole('button', { name: 'Split', exact: true }).click();
    await ada.getByRole('heading', { name: 'Card refused' }).waitFor();
    await conversation(ada).getByText('And my card was refused.').waitFor();
    await conversation(ada).getByText(`You: split off from #${ticket.number}`).waitFor();
    await conversation(ada).getByText(/first said/).waitFor();
    expect(await conversation(ada).getByText('I paid yesterday.').count()).toBe(0);
    await ada.goto(`${desk.server.url}/admin/plugins/messaging/tickets/${ticket.id}`);
    await conversation(ada).getByText(/You: 1 message goes on in #\d+/).waitFor();
    // What goes on elsewhere is not offered again.
    await ada.getByRole('button', { name: 'Split', exact: true }).click();
    await conversation(ada).getByRole('checkbox', { name: /I paid yesterday/ }).waitFor();
    expect(await conversation(ada).getByRole('checkbox').count()).toBe(1);
  });
});
