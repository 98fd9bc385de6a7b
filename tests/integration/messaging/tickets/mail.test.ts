import type { TestStaff } from '../../../access/people.ts';
import { createStaff } from '../../../access/people.ts';
import { answering, openPostOffice, replyAddress, type PostOffice } from '../support/mail.ts';
import { logSeen, note, reply, seen } from '../support/tickets.ts';

let number = 0;
/** Somebody who has not written before. */
const somebody = () => `customer-${(number += 1)}@example.org`;

describe('a ticket by mail', () => {
  let post: PostOffice;
  let staff: TestStaff;
  beforeAll(async () => {
    post = await openPostOffice();
    staff = await createStaff(post.server, 'mangrove-moderator');
  });

  /** A ticket of somebody, with a first answer of the staff as it was mailed. */
  const asked = async (from = somebody()) => {
    const { ticket } = await post.sent({ from });
    const id = ticket ?? '';
    await reply(staff, id, 'Which card was it?');
    return { id, from, mail: await post.next(from) };
  };
  const texts = async (id: string) => (await logSeen(staff, id, 'conversation')).filter(({ type }) => type === 'message.created').map(({ data }) => data.text);
  const count = async () => Number((await post.server.db.query<{ count: string }>('SELECT count(*) FROM tickets')).rows[0]?.count);

  it('is opened by a first mail, answered by mail, and goes on with the answer to that', async () => {
    const from = somebody();
    const opened = await post.sent({ from: `Ada Obi <${from}>`, messageId: '<first@example.org>', subject: 'My refund', text: 'Where is it?' });
    expect(opened).toMatchObject({ outcome: 'opened', reason: null });
    const id = opened.ticket ?? '';
    expect(await seen(staff, id)).toMatchObject({ channel: 'email', state: 'new', subject: 'My refund', requester: { id: expect.stringMatching(/^gst_/), name: from } });

    await reply(staff, id, 'Which card was it?');
    const mail = await post.next(from);
    expect(mail).toMatchObject({ subject: 'Re: My refund', to: [from], from: '"Test" <support@mangrove.test>' });
    expect(mail.text).toContain('Which card was it?');
    expect(mail.headers).toMatchObject({ 'in-reply-to': '<first@example.org>', references: '<first@example.org>', 'auto-submitted': 'auto-generated' });

    expect(await post.sent({ from, messageId: '<second@example.org>', ...answering(mail, 'Visa, ends in 4081.') })).toEqual({ outcome: 'written', reason: null, ticket: id });
    expect(await texts(id)).toEqual(['Where is it?', 'Which card was it?', 'Visa, ends in 4081.']);
    expect(await seen(staff, id)).toMatchObject({ state: 'waiting_on_us' });

    await reply(staff, id, 'It is on its way.');
    const { headers } = await post.next(from);
    expect(headers['in-reply-to']).toBe('<second@example.org>');
    expect(headers.references?.split(/\s+/)).toEqual(['<first@example.org>', mail.headers['message-id'], '<second@example.org>']);
  });

  it('never mails a note', async () => {
    const { id, from } = await asked();
    await note(staff, id, 'Looks like fraud.');
    await reply(staff, id, 'We look into it.');
    const mail = await post.next(from);
    expect(mail.text).toContain('We look into it.');
    const notes = await post.server.run(
      async (strapi, ticketId, { kernel }) => {
        const [row] = await kernel.sql(strapi).query<{ id: string }>('SELECT m.id FROM messages m JOIN tickets t ON t.staff_room_id = m.room_id WHERE t.document_id = $1', [ticketId]);
        const payload = { ticketId, messageId: row?.id ?? '', roomId: '', actorId: '', isFirst: false };
        for (const { queue, handler } of kernel.kernel(strapi).events.of('ticket.answered')) if (queue.endsWith('.mail')) await handler({ payload } as never);
        return row?.id;
      },
      id,
    );
    expect(notes).toMatch(/^msg_/);
    expect(post.outbox.list().filter(({ raw }) => raw.toString().includes('fraud'))).toEqual([]);
  });

  it('takes the words of a mail in HTML, and shows none of its markup', async () => {
    const { id, from, mail } = await asked();
    await post.sent({ from, to: replyAddress(mail), html: `<p>Visa &amp; no <b>other</b></p><script>alert(1)</script><div class="gmail_quote">On Tue, 3 Mar 2026, Support &lt;support@mangrove.test&gt; wrote:<blockquote>Which card was it?</blockquote></div>` });
    expect((await texts(id)).at(-1)).toBe('Visa & no other');
  });

  describe('of somebody', () => {
    it('is closed to everybody else, even at its own address', async () => {
      const { id, mail } = await asked();
      expect(await post.sent({ from: somebody(), ...answering(mail, 'Send the money to me.') })).toEqual({ outcome: 'quarantined', reason: 'not_the_requester', ticket: id });
      expect(await texts(id)).toHaveLength(2);
    });

    it('is closed to whoever knows its number, its Message-IDs and its customer’s address, but not its own address', async () => {
      const { id, from, mail } = await asked();
      const opened = await post.sent({ from: somebody(), ...answering(mail, 'Send the money to me.'), to: 'support@mangrove.test' });
      expect(opened.outcome).toBe('opened');
      expect(opened.ticket).not.toBe(id);
      const inTheirName = await post.sent({ from, ...answering(mail, 'Send the money to me.'), to: 'support@mangrove.test' });
      expect(inTheirName.outcome).toBe('opened');
      expect(await texts(id)).toHaveLength(2);
    });

    it('is closed to an address that somebody made up', async () => {
      const { id, from, mail } = await asked();
      const address = replyAddress(mail);
      const at = address.indexOf('+') + 5;
      const other = `${address.slice(0, at)}${address[at] === '0' ? '1' : '0'}${address.slice(at + 1)}`;
      expect(await post.sent({ from, ...answering(mail, 'Hello'), to: other })).toMatchObject({ outcome: 'quarantined', reason: 'address_forged', ticket: null });
      expect(await texts(id)).toHaveLength(2);
    });

    it('is closed to their name without them, where the mail server knows', async () => {
      const { id, from, mail } = await asked();
      expect(await post.sent({ from, ...answering(mail, 'Hello') }, 'eve@example.net')).toEqual({ outcome: 'quarantined', reason: 'author_forged', ticket: id });
      expect(await post.sent({ from: [from, 'eve@example.net'], ...answering(mail, 'Hello') })).toMatchObject({ outcome: 'quarantined', reason: 'author_unclear' });
      expect(await texts(id)).toHaveLength(2);
    });
  });

  it('has each mail once, however often and at how many addresses it arrives', async () => {
    const { id, from, mail } = await asked();
    const answer = { from, messageId: '<again@example.org>', ...answering(mail, 'Once.') };
    await Promise.all([1, 2, 3].map((copy) => post.send({ ...answer, cc: 'support@mangrove.test', headers: { 'X-Copy': String(copy) } })));
    await post.settled();
    expect((await texts(id)).filter((text) => text === 'Once.')).toHaveLength(1);
    const before = await count();
    const question = { from: somebody(), messageId: '<question@example.org>' };
    await Promise.all([1, 2, 3].map((copy) => post.send({ ...question, headers: { 'X-Copy': String(copy) } })));
    await post.settled();
    expect(await count()).toBe(before + 1);
  });

  it('goes on in a new one where it takes no messages any more, but not from a guest where it is spam', async () => {
    const { id, from, mail } = await asked();
    await staff.http.put(`/messaging/tickets/${id}/state`, { body: { state: 'closed' } });
    await post.server.db.query(`BEGIN; SELECT set_config('mangrove.writer', 'messaging', true); UPDATE tickets SET reopen_until = now() - interval '1 day' WHERE document_id = '${id}'; COMMIT`);
    const again = await post.sent({ from, ...answering(mail, 'It is back.') });
    expect(again.outcome).toBe('opened');
    expect(again.ticket).not.toBe(id);
    const spam = await asked();
    await staff.http.put(`/messaging/tickets/${spam.id}/state`, { body: { state: 'spam' } });
    // As long as a closed one would be opened again, it lies there.
    expect(await post.sent({ from: spam.from, ...answering(spam.mail, 'Buy!') })).toEqual({ outcome: 'written', reason: null, ticket: spam.id });
    expect((await staff.http.get<{ data: { state: string } }>(`/messaging/tickets/${spam.id}`)).body.data.state).toBe('spam');
    await post.server.db.query(`BEGIN; SELECT set_config('mangrove.writer', 'messaging', true); UPDATE tickets SET shown_state = 'closed', reopen_until = now() - interval '1 day' WHERE document_id = '${spam.id}'; COMMIT`);
    expect(await post.sent({ from: spam.from, ...answering(spam.mail, 'Buy now!') })).toEqual({ outcome: 'quarantined', reason: 'spam_ticket', ticket: spam.id });
  });

  it('goes on in the one that it was merged into', async () => {
    const { id, from, mail } = await asked();
    const { ticket } = await post.sent({ from, subject: 'The same' });
    expect((await staff.http.post(`/messaging/tickets/${id}/merge`, { body: { into: ticket } })).status).toBe(200);
    expect(await post.sent({ from, ...answering(mail, 'Visa.') })).toEqual({ outcome: 'written', reason: null, ticket });
    expect((await texts(ticket ?? '')).at(-1)).toBe('Visa.');
  });

  describe('and machines', () => {
    it('do not talk to each other', async () => {
      const { id, from, mail } = await asked();
      const before = await count();
      const outgoing = post.outbox.list().length;
      const machines = [
        { from, ...answering(mail, 'I am away.'), headers: { 'Auto-Submitted': 'auto-replied' } },
        { from: somebody(), headers: { Precedence: 'bulk' } },
        { from: somebody(), headers: { 'List-Id': '<news.example.org>' } },
        { from: 'support@mangrove.test', ...answering(mail, 'Ourselves.') },
      ];
      for (const machine of machines) expect((await post.sent(machine)).outcome).toBe('ignored');
      expect([await count(), (await texts(id)).length, post.outbox.list().length, (await seen(staff, id)).state]).toEqual([before, 2, outgoing, 'waiting_on_customer']);
    });

    it('tell the staff of a mail that came back', async () => {
      const { id, mail } = await asked();
      const bounce = await post.sent({ from: 'MAILER-DAEMON@mx.example.org', to: replyAddress(mail), envelope: { from: '', to: replyAddress(mail) }, subject: 'Undelivered', text: 'No such user.' });
      expect(bounce).toEqual({ outcome: 'ignored', reason: 'bounce', ticket: id });
      expect((await logSeen(staff, id, 'staff')).at(-1)).toMatchObject({ type: 'ticket.mail_failed', actorId: 'system', data: { messageId: null, reason: 'bounced' } });
    });
  });

  it('opens none that nobody can follow: what an author sends beyond the limit waits for staff', async () => {
    const from = somebody();
    for (let index = 0; index < 30; index += 1) await post.send({ from, text: `${index}` });
    await post.settled();
    const before = await count();
    expect(await post.sent({ from })).toMatchObject({ outcome: 'quarantined', reason: 'too_many' });
    expect(await count()).toBe(before);
  });
});

