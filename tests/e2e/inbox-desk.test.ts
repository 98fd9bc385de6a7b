import type { Page } from 'playwright-core';
import { createStaff, type TestStaff } from '../access/people.ts';
import { createReply } from '../integration/messaging/support/canned-replies.ts';
import { openDesk, openTicket, type Desk } from '../integration/messaging/support/tickets.ts';
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
});
