import { createTransport } from 'nodemailer';
import { createMailCatcher, type MailCatcher } from './index.ts';

describe('the mail catcher', () => {
  let catcher: MailCatcher;
  let url: string;
  let smtp: { host: string; port: number };
  beforeEach(async () => {
    catcher = createMailCatcher();
    ({ url, smtp } = await catcher.listen());
  });
  afterEach(() => catcher.close());

  const send = (mail: object, auth?: { user: string; pass: string }) =>
    createTransport({ ...smtp, ...(auth ? { auth } : {}) }).sendMail({ from: 'Shop <shop@example.com>', to: 'ada@example.com', subject: 'Hello', text: 'Hi Ada', ...mail });
  const get = async (path: string) => (await fetch(`${url}${path}`)).json() as Promise<Record<string, unknown> & { messages: { id: string; subject: string }[] }>;

  it('keeps what is sent, whole', async () => {
    await send({ cc: 'bob@example.com', bcc: 'eve@example.com', html: '<p>Hi <b>Ada</b></p>', headers: { 'x-purpose': 'receipt' }, attachments: [{ filename: 'bill.txt', content: 'NGN 5,000.00' }] });
    const [row] = (await get('/messages')).messages;
    expect(row).toMatchObject({ subject: 'Hello', to: ['ada@example.com'], recipients: ['ada@example.com', 'bob@example.com', 'eve@example.com'], preview: 'Hi Ada', attachments: 1 });
    expect(await get(`/messages/${row?.id}`)).toMatchObject({
      from: '"Shop" <shop@example.com>', cc: ['bob@example.com'], text: 'Hi Ada', html: '<p>Hi <b>Ada</b></p>',
      headers: { 'x-purpose': 'receipt' }, attachments: [{ filename: 'bill.txt', contentType: 'text/plain', size: 12 }],
    });
    const attachment = await fetch(`${url}/messages/${row?.id}/attachments/0`);
    expect([attachment.headers.get('content-disposition'), await attachment.text()]).toEqual(['attachment; filename="bill.txt"', 'NGN 5,000.00']);
    expect(await (await fetch(`${url}/messages/${row?.id}/raw`)).text()).toContain('X-Purpose: receipt');
  });

  it('takes a login and does not mind which', async () => {
    await send({}, { user: 'anybody', pass: 'anything' });
    expect(catcher.mailbox.list()).toHaveLength(1);
  });

  it('filters by recipient, blind copies included, and by subject', async () => {
    await send({ subject: 'Welcome' });
    await send({ subject: 'Reset your password', to: 'Bob@Example.com' });
    await send({ subject: 'Notice', bcc: 'eve@example.com' });
    const subjects = async (query: string) => (await get(`/messages?${query}`)).messages.map(({ subject }) => subject);
    expect(await subjects('')).toEqual(['Notice', 'Reset your password', 'Welcome']);
    expect(await subjects('to=bob@example.com')).toEqual(['Reset your password']);
    expect(await subjects('to=eve')).toEqual(['Notice']);
    expect(await subjects('subject=RESET')).toEqual(['Reset your password']);
    expect(await subjects('limit=1')).toEqual(['Notice']);
  });

  it('lets a test wait for a mail', async () => {
    const overHttp = get('/messages?to=late@example.com&waitMs=10000');
    const inProcess = catcher.mailbox.waitFor({ to: 'late@example.com' }, 10_000);
    await send({ subject: 'Not this one' });
    await send({ subject: 'This one', to: 'late@example.com' });
    expect((await overHttp).messages).toMatchObject([{ subject: 'This one' }]);
    expect(await inProcess).toMatchObject({ subject: 'This one' });
    expect(await catcher.mailbox.waitFor({ to: 'nobody@example.com' }, 20)).toBeNull();
    expect((await get('/messages?to=nobody@example.com&waitMs=20')).messages).toEqual([]);
  });

  it('deletes one mail, and all', async () => {
    for (const subject of ['1', '2', '3']) await send({ subject });
    const [newest] = catcher.mailbox.list();
    await fetch(`${url}/messages/${newest?.id}`, { method: 'DELETE' });
    expect(catcher.mailbox.list().map(({ subject }) => subject)).toEqual(['2', '1']);
    expect((await fetch(`${url}/messages/${newest?.id}`, { method: 'DELETE' })).status).toBe(404);
    await fetch(`${url}/messages`, { method: 'DELETE' });
    expect(catcher.mailbox.list()).toEqual([]);
  });

  it('keeps the last thousand', async () => {
    await send({ subject: 'first' });
    const [message] = catcher.mailbox.list();
    if (!message) throw new Error('The mail did not arrive.');
    for (let index = 0; index < 1_000; index += 1) catcher.mailbox.add({ ...message, id: String(index), subject: 'later' });
    expect(catcher.mailbox.list()).toHaveLength(1_000);
    expect(catcher.mailbox.list({ subject: 'first' })).toEqual([]);
  });

  it('shows mails on a page, as text where they are text', async () => {
    expect(await (await fetch(url)).text()).toContain('No mail yet');
    await send({ subject: '<script>alert(1)</script>', text: '<img src=x>' });
    const page = await (await fetch(url)).text();
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    const [message] = catcher.mailbox.list();
    expect(await (await fetch(`${url}/inbox/${message?.id}`)).text()).toContain('&lt;img src=x&gt;');
    await fetch(`${url}/clear`, { method: 'POST' });
    expect((await fetch(`${url}/inbox/${message?.id}`)).status).toBe(404);
  });

  it('lets the HTML of a mail run nothing and call nobody', async () => {
    await send({ html: '<script>alert(1)</script>' });
    const [message] = catcher.mailbox.list();
    const response = await fetch(`${url}/messages/${message?.id}/html`);
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none';.*sandbox/);
  });

  it.each(['/messages?waitMs=x', '/messages?limit=0', '/messages?waitMs=999999'])('refuses %s', async (path) => {
    expect((await fetch(`${url}${path}`)).status).toBe(400);
  });

  it('answers 404 for what is not there', async () => {
    for (const path of ['/messages/x', '/nothing', '/messages/x/attachments/0']) expect((await fetch(`${url}${path}`)).status).toBe(404);
  });
});
