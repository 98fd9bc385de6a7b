import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { PDF, uploaded } from '../integration/messaging/support/attachments.ts';
import { newClientId } from '../integration/messaging/support/rooms.ts';
import { logSeen, openDesk, openTicket, say, type Desk } from '../integration/messaging/support/tickets.ts';
import { eventually, startServer } from '../support/index.ts';
import { enterMessaging } from './enter-inbox.ts';
import { dropFile, pasteFile } from './file-in-hand.ts';

describe('files in the support inbox', () => {
  let desk: Desk;
  let picture: Buffer;
  const errors: Error[] = [];

  beforeAll(async () => {
    desk = await openDesk(await startServer());
    picture = await sharp({ create: { width: 400, height: 300, channels: 3, background: 'teal' } }).png().toBuffer();
  });
  beforeEach(() => void errors.splice(0));
  afterEach(() => expect(errors).toEqual([]));

  const enter = async (id: string) => {
    const page = await enterMessaging(desk.server, desk.ada, `/tickets/${id}?view=all`, (error) => errors.push(error));
    await page.getByRole('status').getByText('Live', { exact: true }).waitFor();
    return page;
  };
  const conversation = (page: Page) => page.getByRole('log', { name: 'Conversation' });
  const answer = (page: Page) => page.getByRole('textbox', { name: 'Answer to the customer' });
  const ofDraft = (page: Page) => page.getByRole('list', { name: 'Files that go along' });
  const choose = (page: Page, name: string, buffer: Buffer, mimeType = 'application/pdf') => page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
  const filesIn = async (id: string, room: 'conversation' | 'staff') =>
    (await logSeen(desk.ada, id, room)).flatMap(({ data }) => ((data.attachments ?? []) as { name: string }[]).map(({ name }) => name));
  const stored = async () => (await desk.server.db.query<{ name: string }>('SELECT name FROM attachments ORDER BY created_at')).rows.map(({ name }) => name);

  it('are seen and saved as the customer sent them', async () => {
    const ticket = await openTicket(desk.customer, { subject: 'Two files' });
    const files = [await uploaded(desk.customer, ticket.roomId, picture, 'card.png'), await uploaded(desk.customer, ticket.roomId, PDF, 'bill.pdf')];
    await desk.customer.http.post(`/api/rooms/${ticket.roomId}/messages`, { body: { clientMessageId: newClientId(), text: 'See here', attachments: files.map(({ id }) => id) } });
    const ada = await enter(ticket.id);
    const image = conversation(ada).getByRole('img', { name: 'card.png' });
    await image.waitFor();
    await eventually(async () => (await ada.evaluate(`document.querySelector('img[alt="card.png"]').naturalWidth`)) === 400);
    const download = ada.waitForEvent('download');
    await conversation(ada).getByRole('button', { name: 'Save bill.pdf' }).click();
    const saved = await download;
    expect([saved.suggestedFilename(), (await readFile(await saved.path())).equals(PDF)]).toEqual(['bill.pdf', true]);
    const { rows } = await desk.server.db.query(`SELECT actor FROM audit_entries WHERE action = 'attachment.read'`);
    expect(rows.length).toBeGreaterThanOrEqual(2);
    expect(new Set(rows.map(({ actor }) => actor as string))).toEqual(new Set([`staff:${desk.ada.id}`]));
  });

  it('are chosen, pasted and dropped, stay with the draft through a reload, and go with the answer', async () => {
    const ticket = await openTicket(desk.customer, { subject: 'To be answered' });
    const ada = await enter(ticket.id);
    await choose(ada, 'form.pdf', PDF);
    await ofDraft(ada).getByRole('button', { name: 'Remove form.pdf' }).waitFor();
    await answer(ada).focus();
    await pasteFile(ada, 'image.png', 'image/png', picture);
    await ofDraft(ada).getByRole('button', { name: 'Remove image.png' }).waitFor();
    await dropFile(ada, 'wrong.pdf', 'application/pdf', PDF, () => ada.getByText('Drop to attach to the answer; the customer gets it').waitFor());
    await ofDraft(ada).getByRole('button', { name: 'Remove wrong.pdf' }).click();
    await eventually(async () => !(await stored()).includes('wrong.pdf'));
    await ada.reload();
    await ofDraft(ada).getByRole('button', { name: 'Remove form.pdf' }).waitFor();
    expect(await ofDraft(ada).getByRole('listitem').count()).toBe(2);
    await ada.getByRole('button', { name: 'Send', exact: true }).click();
    const bubble = conversation(ada).getByRole('article', { name: 'Message from You' });
    await bubble.getByRole('img', { name: 'image.png' }).waitFor();
    await bubble.getByText('form.pdf', { exact: true }).waitFor();
    expect(await ofDraft(ada).count()).toBe(0);
    expect(await filesIn(ticket.id, 'conversation')).toEqual(['form.pdf', 'image.png']);
    expect(JSON.stringify((await desk.customer.http.get(`/api/rooms/${ticket.roomId}/events?limit=200`)).body)).toContain('form.pdf');
  });

  it('of a note are for the staff alone', async () => {
    const ticket = await openTicket(desk.customer, { subject: 'With a note' });
    const ada = await enter(ticket.id);
    await ada.getByRole('button', { name: 'Note', exact: true }).click();
    await ada.getByRole('textbox', { name: 'Internal note' }).fill('As the bank sent it.');
    await dropFile(ada, 'proof.pdf', 'application/pdf', PDF, () => ada.getByText('Drop to attach to the note; only staff get it').waitFor());
    await ofDraft(ada).getByRole('button', { name: 'Remove proof.pdf' }).waitFor();
    await ada.getByRole('button', { name: 'Add note' }).click();
    await conversation(ada).getByRole('article', { name: 'Internal note by You' }).getByText('proof.pdf', { exact: true }).waitFor();
    expect(await filesIn(ticket.id, 'staff')).toEqual(['proof.pdf']);
    expect(JSON.stringify((await desk.customer.http.get(`/api/rooms/${ticket.roomId}/events?limit=200`)).body)).not.toContain('proof.pdf');
  });

  it('that are refused, or do not arrive, say why; they are tried again or left out', async () => {
    const ticket = await openTicket(desk.customer, { subject: 'Trouble' });
    const ada = await enter(ticket.id);
    await answer(ada).fill('With a file');
    await choose(ada, 'page.pdf', Buffer.from('<!DOCTYPE html><script>alert(1)</script>'));
    await ofDraft(ada).getByRole('alert').getByText(/cannot be attached/).waitFor();
    expect(await ada.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true);
    await ofDraft(ada).getByRole('button', { name: 'Do not attach page.pdf' }).click();

    const uploads = '**/messaging/tickets/*/attachments?*';
    await ada.route(uploads, (route) => route.abort());
    await choose(ada, 'late.pdf', PDF);
    await ofDraft(ada).getByText('It did not arrive').waitFor();
    await ada.unroute(uploads);
    await ofDraft(ada).getByRole('button', { name: 'Try again' }).click();
    await ofDraft(ada).getByRole('button', { name: 'Remove late.pdf' }).waitFor();

    // Held on the way: how far it is is shown, and it can be given up.
    await ada.route(uploads, () => undefined);
    await choose(ada, 'never.pdf', PDF);
    await ofDraft(ada).getByRole('progressbar', { name: 'Uploading never.pdf' }).waitFor();
    await ofDraft(ada).getByRole('button', { name: 'Do not attach never.pdf' }).click();
    await ada.unroute(uploads);
    await ada.getByRole('button', { name: 'Send', exact: true }).click();
    await conversation(ada).getByRole('article', { name: 'Message from You' }).getByText('late.pdf', { exact: true }).waitFor();
    expect(await filesIn(ticket.id, 'conversation')).toEqual(['late.pdf']);
    expect(await stored()).not.toContain('never.pdf');
  });

  it('stand beside words in our subset of Markdown, which never becomes anything else', async () => {
    const ticket = await openTicket(desk.customer, { subject: 'Words' });
    await say(desk.customer, ticket.roomId, '**Important** and `code`\n\n- one\n- two\n\n> quoted\n\n[your bank](https://evil.example/login) [run](javascript:alert(1)) <img src=x onerror=alert(1)><script>alert(2)</script> ![pixel](https://evil.example/p.png)');
    const ada = await enter(ticket.id);
    const bubble = conversation(ada).getByRole('article').filter({ hasText: 'Important' });
    await bubble.locator('strong').getByText('Important').waitFor();
    expect([await bubble.locator('code').innerText(), await bubble.locator('ul > li').allInnerTexts(), await bubble.locator('blockquote').innerText()]).toEqual(['code', ['one', 'two'], 'quoted']);
    const links = await bubble.getByRole('link').all();
    expect(await Promise.all(links.map(async (link) => [await link.innerText(), await link.getAttribute('href'), await link.getAttribute('rel'), await link.getAttribute('target')]))).toEqual([
      ['your bank', 'https://evil.example/login', 'noopener noreferrer nofollow', '_blank'], ['pixel', 'https://evil.example/p.png', 'noopener noreferrer nofollow', '_blank'],
    ]);
    const words = await bubble.innerText();
    for (const part of ['your bank (evil.example)', 'run', '<img src=x onerror=alert(1)><script>alert(2)</script>']) expect(words).toContain(part);
    expect([await bubble.locator('img').count(), await bubble.locator('script').count()]).toEqual([0, 0]);
  });
});
