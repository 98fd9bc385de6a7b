import { MailUnreadable, readFiles, readMime } from './read';

const lines = (...all: string[]) => Buffer.from(all.join('\r\n'));
const HEAD = ['From: "Ada Obi" <Ada@Example.org>', 'To: Support <support@example.com>', 'Message-ID: <1@example.org>', 'Subject: My refund'];

describe('a mail from outside', () => {
  it('is read with whom it is from and for, and what it says', async () => {
    const mail = await readMime(lines('Return-Path: <ada@example.org>', 'Delivered-To: support+x@example.com', ...HEAD, 'Cc: bob@example.org', 'X-Secret: 1', '', 'Where is it?', ''));
    expect(mail).toEqual({
      messageId: '<1@example.org>', from: { address: 'ada@example.org', name: 'Ada Obi' }, recipients: ['support+x@example.com', 'support@example.com', 'bob@example.org'],
      subject: 'My refund', text: 'Where is it?\n', attachments: [], headers: { 'return-path': ['<ada@example.org>'] },
    });
  });

  it('in HTML only is read as its words, with its quotations marked', async () => {
    const html = '<html><head><style>p{}</style><script>alert(1)</script></head><body><p>Where &amp; when?</p><div class="gmail_quote">On 3 Mar 2026, Amaka &lt;a@b.example&gt; wrote:<blockquote>Which card?</blockquote></div></body></html>';
    const { text } = await readMime(lines(...HEAD, 'Content-Type: text/html; charset=utf-8', '', html));
    expect(text).toContain('Where & when?');
    expect(text).toContain('> Which card?');
    expect(text).not.toMatch(/alert|style|<p>/);
  });

  it('is read in other alphabets and codings', async () => {
    const encoded = lines('From: =?utf-8?B?QWTDoQ==?= <ada@example.org>', 'Subject: =?iso-8859-1?Q?Caf=E9?=', 'Content-Type: text/plain; charset=windows-1251', 'Content-Transfer-Encoding: base64', '', Buffer.from([0xcf, 0xf0, 0xe8]).toString('base64'));
    expect(await readMime(encoded)).toMatchObject({ from: { name: 'Adá' }, subject: 'Café', text: 'При' });
  });

  it('names its attachments, and those within another mail are none of its own', async () => {
    const part = (type: string, name: string, body: string) => ['--b', `Content-Type: ${type}`, `Content-Disposition: attachment; filename="${name}"`, '', body];
    const mail = await readMime(lines(...HEAD, 'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain', '', 'See here.', ...part('image/png', '../../bill.png', 'png'), ...part('message/rfc822', 'old.eml', 'From: eve@example.org\r\n\r\nold'), '--b--'));
    expect(mail.text.trim()).toBe('See here.');
    expect(mail.attachments.map(({ name, mediaType }) => [name, mediaType])).toEqual([['../../bill.png', 'image/png'], ['old.eml', 'message/rfc822']]);
  });

  it('gives its files by themselves, in the order of their names and as many as a message takes', async () => {
    const parts = Array.from({ length: 17 }, (_, n) => ['--b', `Content-Type: application/pdf; name="${n}.pdf"`, 'Content-Disposition: attachment', 'Content-Transfer-Encoding: base64', '', Buffer.from(`file ${n}`).toString('base64')]).flat();
    const mime = lines(...HEAD, 'Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'See here.', ...parts, '--b--');
    const [mail, files] = [await readMime(mime), await readFiles(mime)];
    expect(mail.attachments.map(({ name, sizeBytes }) => [name, sizeBytes]).slice(0, 2)).toEqual([['0.pdf', 6], ['1.pdf', 6]]);
    expect(mail.attachments).toHaveLength(17);
    expect(files.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(Array.from({ length: 15 }, (_, n) => `file ${n}`));
    expect(await readFiles(lines(...HEAD, '', 'None'))).toEqual([]);
  });

  it.each([
    ['two From lines', ['From: ada@example.org', 'From: eve@example.org']],
    ['two authors', ['From: ada@example.org, eve@example.org']],
    ['no author', ['Subject: nobody']],
    ['a name alone', ['From: Ada']],
  ])('with %s has no author', async (_what, head) => {
    expect((await readMime(lines(...head, '', 'Hello'))).from).toBeNull();
  });

  it('holds nothing that PostgreSQL could not store', async () => {
    const { text, subject } = await readMime(lines('From: a@example.org', 'Subject: a\u0000b', 'Content-Type: text/plain; charset=utf-8', '', 'x\u0000y\u0007z\tand\u001b[31m'));
    expect([text.trim(), subject]).toEqual(['xyz\tand[31m', 'ab']);
  });

  it.each([
    ['ten thousand parts', lines(...HEAD, 'Content-Type: multipart/mixed; boundary=b', '', ...Array.from({ length: 10_000 }, () => '--b\r\nContent-Type: text/plain\r\n\r\nx'), '--b--')],
    ['headers without end', lines(...HEAD, `X-Long: ${'x'.repeat(400_000)}`, '', 'x')],
    ['many headers', lines(...HEAD, ...Array.from({ length: 100_000 }, (_, i) => `X-${i}: x`), '', 'x')],
  ])('with %s is refused, and nothing happens', async (_what, bomb) => {
    await expect(readMime(bomb)).rejects.toMatchObject({ name: 'MailUnreadable', isItsFault: true });
  });

  it.each([
    ['parts within parts', lines(...HEAD, ...Array.from({ length: 5_000 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}`), '', 'deep')],
    ['HTML that is nested without end', lines(...HEAD, 'Content-Type: text/html', '', `${'<div>'.repeat(100_000)}deep`)],
    ['HTML of many megabytes', lines(...HEAD, 'Content-Type: text/html', '', '<b>x</b>'.repeat(1_000_000))],
    ['bytes of no kind', Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 256))],
    ['nothing', Buffer.alloc(0)],
  ])('made of %s is read or refused, and nothing happens', async (_what, bomb) => {
    const result = await readMime(bomb).catch((error: unknown) => error);
    expect(result instanceof MailUnreadable || typeof (result as { text: unknown }).text === 'string').toBe(true);
  });

  it('that takes too long is given up, and the next one is read', async () => {
    const slow = readMime(lines(...HEAD, '', 'x'), 1);
    const next = readMime(lines(...HEAD, '', 'next'));
    await expect(slow).rejects.toMatchObject({ isItsFault: false });
    await expect(next).resolves.toMatchObject({ text: 'next' });
  });
});
