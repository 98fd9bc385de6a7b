import { createHmac } from 'node:crypto';
import { SMTPServer } from 'smtp-server';
import { createMailCatcher } from '../../../../sandbox/mail/index.ts';
import { freePort } from '../../../../scripts/postgres/free-port.ts';
import { createStaff, type TestStaff } from '../../../access/people.ts';
import { eventually, stopAfterwards, type TestServer } from '../../../support/index.ts';
import { MAIL_SECRET, openPostOffice, type PostOffice } from '../support/mail.ts';
import { codeOf, logSeen, reply } from '../support/tickets.ts';

const DOOR = '/api/inbound-mail/raw-mime';

const sign = (body: Buffer, { secret = MAIL_SECRET, at = Date.now() } = {}) => {
  const timestamp = String(Math.floor(at / 1_000));
  const signature = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`dlv.${timestamp}.`).update(body).digest('base64');
  return { 'content-type': 'message/rfc822', 'webhook-id': 'dlv', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
};

describe('the door for mails', () => {
  let post: PostOffice;
  let server: TestServer;
  beforeAll(async () => {
    post = await openPostOffice({ SUPPORT_MAIL_MAX_BYTES: '1000000' });
    ({ server } = post);
  });

  const bytes = (text: string) => Buffer.from(text);
  const knock = (body: Buffer, headers: Record<string, string> = sign(body)) => server.http.post(DOOR, { body: new Uint8Array(body), headers });
  const mail = (head: string[], body = 'Help') => bytes([...head, '', body].join('\r\n'));
  const stored = async () => Number((await server.db.query<{ count: string }>('SELECT count(*) FROM inbox_messages')).rows[0]?.count);

  it('is closed to whoever does not have the secret, and to what was sent long ago', async () => {
    const body = mail(['From: ada@example.org']);
    const other = `whsec_${Buffer.alloc(32).toString('base64')}`;
    for (const headers of [{}, sign(body, { secret: other }), sign(body, { at: Date.now() - 3_600_000 }), sign(bytes('something else'))]) {
      expect(codeOf(await knock(body, { 'content-type': 'message/rfc822', ...headers }))).toEqual([401, 'MESSAGING_MAIL_SIGNATURE_WRONG']);
    }
    expect(codeOf(await server.http.post('/api/inbound-mail/paystack', { body: new Uint8Array(body), headers: sign(body) }))).toEqual([404, 'KERNEL_NOT_FOUND']);
    expect(await stored()).toBe(0);
  });

  it('takes a mail in within a tenth of a second, and the same bytes once', async () => {
    const body = mail(['From: ada@example.org', 'To: support@mangrove.test'], 'x'.repeat(20_000));
    const times: number[] = [];
    for (let copy = 0; copy < 10; copy += 1) {
      const startedAt = performance.now();
      expect((await knock(body)).status).toBe(200);
      times.push(performance.now() - startedAt);
    }
    expect(Math.min(...times)).toBeLessThan(100);
    expect(await stored()).toBe(1);
    expect(await post.settled()).toHaveLength(1);
  });

  it('does not take what is too large', async () => {
    expect(codeOf(await knock(mail(['From: ada@example.org'], 'x'.repeat(1_000_001))))).toEqual([413, 'KERNEL_PAYLOAD_TOO_LARGE']);
    await expect(post.send({ text: 'x'.repeat(1_100_000) })).rejects.toMatchObject({ responseCode: 552 });
  });

  it('takes bombs and rubbish in, and the process stays as it is', async () => {
    const { pid } = server;
    const parts = Array.from({ length: 20_000 }, () => '--b\r\n\r\nx').join('\r\n');
    const nested = Array.from({ length: 3_000 }, (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}`).join('\r\n');
    const bombs = [
      mail(['From: bomb@example.org', 'Content-Type: multipart/mixed; boundary=b'], parts),
      mail(['From: bomb@example.org', nested]),
      mail([`From: ${'a@example.org, '.repeat(50_000)}`]),
      mail(['From: bomb@example.org', `Subject: ${'=?utf-8?Q?=41?='.repeat(40_000)}`]),
      mail(['From: bomb@example.org', 'Content-Type: text/html'], '<div><table>'.repeat(70_000)),
      mail(['From: bomb@example.org', 'Content-Type: text/plain; charset=x-unheard-of', 'Content-Transfer-Encoding: base64'], '!'.repeat(500_000)),
      mail(['From: bomb@example.org', `To: ${'support+'.repeat(100_000)}@mangrove.test`]),
      Buffer.from(Array.from({ length: 500_000 }, (_, at) => (at * 7_919) % 256)),
      Buffer.alloc(300_000, '\r\n'),
      bytes('\0'),
    ];
    for (const bomb of bombs) expect((await knock(bomb)).status).toBe(200);
    const settled = await post.settled();
    expect(settled.filter(({ outcome }) => outcome === 'quarantined' || outcome === 'opened').length).toBe(settled.length);
    expect(settled.length).toBe(bombs.length + 1);
    expect(server.pid).toBe(pid);
    const after = mail(['From: ada@example.org', 'Subject: still here'], 'Hello');
    expect((await knock(after)).status).toBe(200);
    expect((await post.settled()).at(-1)).toMatchObject({ outcome: 'opened' });
  });

  it('loses nothing when the process dies with a mail that it has taken', async () => {
    const before = (await post.settled()).length;
    await post.send({ from: 'durable@example.org', subject: 'Durable' });
    await server.kill();
    await server.restart();
    // Whoever died with a mail has it for a minute.
    await server.run((_strapi, _args, { kernel }) => kernel.clock.advanceSeconds(61));
    await eventually(async () => (await post.settled()).length === before + 1, { timeoutMs: 40_000 });
    const { rows } = await server.db.query(`SELECT FROM tickets WHERE subject = 'Durable'`);
    expect(rows).toHaveLength(1);
  });
});

describe('an answer by mail', () => {
  it('goes out when the mail server is back, and under the same Message-ID when it goes out twice', async () => {
    const smtpPort = await freePort();
    const post = await openPostOffice({ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(smtpPort) });
    const staff = await createStaff(post.server, 'mangrove-moderator');
    const { ticket } = await post.sent({ from: 'ada@example.org' });
    await reply(staff, ticket ?? '', 'Which card?');
    await eventually(() => post.server.logs().includes('event.ticket.answered.mail'), { timeoutMs: 20_000 });
    const catcher = createMailCatcher();
    stopAfterwards(() => catcher.close());
    await catcher.listen({ smtpPort });
    const first = await catcher.mailbox.waitFor({ to: 'ada@example.org' }, 40_000);
    expect(first?.text).toContain('Which card?');
    // As if the process had died between sending and writing that down.
    await eventually(async () => (await post.server.db.query(`SELECT FROM ticket_mails WHERE direction = 'out'`)).rows.length === 1);
    await post.server.db.query('BEGIN; SET LOCAL session_replication_role = replica; DELETE FROM ticket_mails WHERE direction = \'out\'; COMMIT');
    catcher.mailbox.clear();
    const again = () =>
      post.server.run(async (strapi, _args, { kernel }) => {
        const [event] = await kernel.sql(strapi).query(`SELECT type, payload FROM domain_events WHERE type = 'ticket.answered'`);
        for (const { queue, handler } of kernel.kernel(strapi).events.of('ticket.answered')) if (queue.endsWith('.mail')) await handler(event as never);
      });
    await again();
    const second = await catcher.mailbox.waitFor({ to: 'ada@example.org' }, 20_000);
    expect(second?.headers['message-id']).toBe(first?.headers['message-id']);
    catcher.mailbox.clear();
    await again();
    expect(catcher.mailbox.list()).toEqual([]);
  });

  it('that nobody takes is told to the staff, once', async () => {
    const refusing = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], onRcptTo: (_address, _session, callback) => callback(Object.assign(new Error('No such user'), { responseCode: 550 })) });
    const smtpPort = await freePort();
    await new Promise<void>((resolve) => refusing.listen(smtpPort, '127.0.0.1', resolve));
    stopAfterwards(() => new Promise((resolve) => refusing.close(() => resolve())));
    const post = await openPostOffice({ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(smtpPort) });
    const staff: TestStaff = await createStaff(post.server, 'mangrove-moderator');
    const { ticket } = await post.sent({ from: 'gone@example.org' });
    const { body } = await reply(staff, ticket ?? '', 'Which card?');
    const failures = () => logSeen(staff, ticket ?? '', 'staff').then((log) => log.filter(({ type }) => type === 'ticket.mail_failed').map(({ data }) => data));
    await eventually(async () => (await failures()).length > 0, { timeoutMs: 20_000 });
    expect(await failures()).toEqual([{ messageId: body.data.messageId, reason: 'refused' }]);
  });
});
