import { createStaff, type TestStaff } from '../../../access/people.ts';
import { createUser } from '../../../support/index.ts';
import { answering, openPostOffice, type PostOffice } from '../support/mail.ts';
import { codeOf, logSeen, reply, seen, type One, type Page, type TicketOut } from '../support/tickets.ts';

interface MailOut {
  id: string;
  outcome: string;
  reason: string | null;
  ticketId: string | null;
  decidedBy: string | null;
}
interface OpenedMailOut extends MailOut {
  from: { address: string; name: string } | null;
  verdict: string;
  subject: string;
  text: string;
  attachments: { name: string; mediaType: string; sizeBytes: number }[];
}

describe('mails that were held back', () => {
  let post: PostOffice;
  let staff: TestStaff;
  let nobody: TestStaff;
  beforeAll(async () => {
    post = await openPostOffice({ SUPPORT_MAIL_LIMIT_PER_SENDER: '1' });
    staff = await createStaff(post.server, 'mangrove-moderator');
    nobody = await createStaff(post.server);
  });

  const heldBack = async (query = '') => (await staff.http.get<Page<MailOut>>(`/messaging/mails${query}`)).body;
  const newest = async () => (await heldBack()).data[0] ?? Promise.reject(new Error('No mail was held back.'));
  const act = (id: string, what: 'release' | 'dismiss', who = staff) => who.http.post<One<MailOut>>(`/messaging/mails/${id}/${what}`);
  const audited = async (id: string) => (await post.server.db.query<{ action: string; actor: string }>('SELECT action, actor FROM audit_entries WHERE subject_id = $1 ORDER BY at, id', [id])).rows;

  it('can be read as they came by staff who may, and each reading is recorded', async () => {
    const from = 'ada@example.org';
    await post.sent({ from });
    await post.sent({ from: `Ada <${from}>`, subject: 'Second', text: 'New.\n\nOn 3 Mar 2026, X <x@y.example> wrote:\n> Old.', attachments: [{ filename: 'bill.png', content: Buffer.alloc(10), contentType: 'image/png' }] });
    const mail = await newest();
    expect(mail).toMatchObject({ outcome: 'quarantined', reason: 'too_many', ticketId: null, decidedBy: null });
    expect(JSON.stringify(await heldBack())).not.toContain(from);
    const opened = await staff.http.get<One<OpenedMailOut>>(`/messaging/mails/${mail.id}`);
    expect(opened.headers.get('cache-control')).toBe('no-store');
    expect(opened.body.data).toMatchObject({ id: mail.id, from: { address: from, name: 'Ada' }, verdict: 'none', subject: 'Second', attachments: [{ name: 'bill.png', mediaType: 'image/png', sizeBytes: 10 }] });
    expect(opened.body.data.text).toContain('> Old.');
    const { body } = await staff.http.get<One<{ source: string }>>(`/messaging/mails/${mail.id}/source`);
    expect(Buffer.from(body.data.source, 'base64').toString()).toMatch(/^Return-Path: <ada@example.org>\r\nDelivered-To: support@mangrove.test\r\n[^]*filename=bill.png/);
    expect(await audited(mail.id)).toEqual([1, 2].map(() => ({ action: 'mail.read', actor: `staff:${staff.id}` })));
    expect((await nobody.http.get(`/messaging/mails/${mail.id}`)).status).toBe(403);
  });

  it('become a ticket of their author where staff say so, once', async () => {
    const from = 'ben@example.org';
    await post.sent({ from });
    await post.sent({ from, subject: 'Second' });
    const { id } = await newest();
    const answers = await Promise.all([act(id, 'release'), act(id, 'release'), act(id, 'release')]);
    const [won] = answers.filter(({ status }) => status === 200);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(won?.body.data).toMatchObject({ outcome: 'opened', decidedBy: staff.id, ticketId: expect.stringMatching(/^tkt_/) });
    const ticketId = won?.body.data.ticketId ?? '';
    expect(await seen(staff, ticketId)).toMatchObject({ subject: 'Second', channel: 'email', requester: { name: from } });
    expect((await audited(id)).map(({ action }) => action)).toEqual(['mail.released']);
    await reply(staff, ticketId, 'Here we are.');
    expect((await post.next(from)).text).toContain('Here we are.');
  });

  it('can be dismissed, and then nothing follows', async () => {
    await post.sent({ from: 'cleo@example.org', headers: { Precedence: 'bulk' } });
    const [ignored] = (await heldBack('?outcome=ignored')).data;
    expect(ignored).toMatchObject({ reason: 'bulk' });
    expect((await act(ignored?.id ?? '', 'dismiss')).body.data).toMatchObject({ outcome: 'dismissed', decidedBy: staff.id });
    for (const what of ['release', 'dismiss'] as const) expect(codeOf(await act(ignored?.id ?? '', what))).toEqual([409, 'MESSAGING_MAIL_DECIDED']);
    expect((await act(ignored?.id ?? '', 'dismiss', nobody)).status).toBe(403);
  });

  it('open no ticket without an author', async () => {
    await post.sent({ from: ['dan@example.org', 'eve@example.org'] });
    expect(codeOf(await act((await newest()).id, 'release'))).toEqual([422, 'MESSAGING_MAIL_WITHOUT_AUTHOR']);
  });

  it('are listed page by page', async () => {
    const first = await heldBack('?limit=1');
    const second = await heldBack(`?limit=1&cursor=${first.meta.nextCursor}`);
    expect((second.data[0]?.id ?? '') < (first.data[0]?.id ?? '')).toBe(true);
    expect(codeOf(await staff.http.get(`/messaging/mails?outcome=ignored&cursor=${first.meta.nextCursor}`))).toEqual([400, 'KERNEL_CURSOR_WRONG']);
    expect(codeOf(await staff.http.get(`/messaging/mails/whk_${'0'.repeat(26)}`))).toEqual([404, 'KERNEL_NOT_FOUND']);
  });
});

describe('whose ticket a mail opens', () => {
  let post: PostOffice;
  let staff: TestStaff;
  beforeAll(async () => {
    post = await openPostOffice();
    staff = await createStaff(post.server, 'mangrove-moderator');
  });

  const askForConfirmation = (isAsked: boolean) =>
    post.server.run(async (strapi, email_confirmation) => {
      const store = strapi.store({ type: 'plugin', name: 'users-permissions', key: 'advanced' });
      await store.set({ value: { ...((await store.get({})) as object), email_confirmation } });
    }, isAsked);
  const requesterOf = async (ticket: string | null) => (await seen(staff, ticket ?? '')).requester.id;

  it('is that of the account with the address, where the mail server knows the author and accounts show that addresses are theirs', async () => {
    const user = await createUser(post.server);
    await askForConfirmation(true);
    const { ticket } = await post.sent({ from: user.email }, user.email);
    expect(await requesterOf(ticket)).toBe(user.id);
    const { body } = await user.http.get<Page<TicketOut>>('/api/tickets');
    expect(body.data.map(({ id, channel }) => [id, channel])).toEqual([[ticket, 'email']]);

    await reply(staff, ticket ?? '', 'Which card?');
    await post.sent({ from: user.email, ...answering(await post.next(user.email), 'Visa.') });
    expect((await logSeen(staff, ticket ?? '', 'conversation')).at(-2)).toMatchObject({ type: 'message.created', actorId: user.id, data: { text: 'Visa.' } });
    await askForConfirmation(false);
  });

  it('is no account’s where nobody vouches for the author, or anybody can register with any address', async () => {
    const user = await createUser(post.server);
    expect(await requesterOf((await post.sent({ from: user.email }, user.email)).ticket)).toMatch(/^gst_/);
    await askForConfirmation(true);
    expect(await requesterOf((await post.sent({ from: user.email })).ticket)).toMatch(/^gst_/);
    await askForConfirmation(false);
    expect((await user.http.get<Page<TicketOut>>('/api/tickets')).body.data).toEqual([]);
  });

  it('is the same guest’s each time, who is confirmed by answering what we mailed, or by the mail server', async () => {
    const from = 'guest@example.org';
    const confirmed = async (of = ticket) => (await post.server.db.query<{ confirmed_at: Date | null }>('SELECT confirmed_at FROM guests WHERE id = $1', [await requesterOf(of)])).rows[0]?.confirmed_at;
    const { ticket } = await post.sent({ from });
    const second = await post.sent({ from: 'Guest@Example.org', subject: 'Another matter' });
    expect(await requesterOf(second.ticket)).toBe(await requesterOf(ticket));
    expect(await confirmed()).toBeNull();
    await reply(staff, ticket ?? '', 'Which card?');
    await post.sent({ from, ...answering(await post.next(from), 'Visa.') });
    expect(await confirmed()).toBeInstanceOf(Date);
    const known = await post.sent({ from: 'known@example.org' }, 'known@example.org');
    expect(await confirmed(known.ticket)).toBeInstanceOf(Date);
  });

  it('lies nowhere in clear but in the inbox, which is sealed', async () => {
    await post.sent({ from: 'hidden@example.org' });
    const { rows } = await post.server.db.query<{ found: boolean }>(
      `SELECT position('hidden@example.org'::bytea in address_sealed) > 0 OR address_digest = sha256('hidden@example.org') AS found FROM guests
       UNION ALL SELECT position('hidden@example.org'::bytea in body_sealed) > 0 FROM inbox_messages`,
    );
    expect(rows.filter(({ found }) => found)).toEqual([]);
    expect(post.server.logs()).not.toContain('hidden@example.org');
  });

  it('is nobody’s where the account is blocked', async () => {
    const user = await createUser(post.server);
    await post.server.db.query('UPDATE up_users SET blocked = true WHERE document_id = $1', [user.id]);
    expect(await post.sent({ from: user.email })).toMatchObject({ outcome: 'quarantined', reason: 'author_blocked' });
  });
});
