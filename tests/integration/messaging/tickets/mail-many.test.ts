import { createStaff, type TestStaff } from '../../../access/people.ts';
import { answering, openPostOffice, replyAddress, type PostOffice } from '../support/mail.ts';
import { logSeen, move, reply } from '../support/tickets.ts';

const somebody = (() => {
  let count = 0;
  return () => `many${(count += 1)}@example.org`;
})();

describe('mails', () => {
  let post: PostOffice;
  let staff: TestStaff;
  beforeAll(async () => {
    post = await openPostOffice({ SUPPORT_MAIL_LIMIT_PER_SENDER: '6' });
    staff = await createStaff(post.server, 'mangrove-moderator');
  });

  const asked = async (from: string, subject: string) => {
    const { ticket } = await post.sent({ from, subject });
    const id = ticket ?? '';
    await reply(staff, id, 'Which card was it?');
    return { id, mail: await post.next(from) };
  };
  const texts = async (id: string) => (await logSeen(staff, id, 'conversation')).filter(({ type }) => type === 'message.created').map(({ data }) => data.text);
  const tickets = async () => Number((await post.server.db.query<{ count: string }>('SELECT count(*) FROM tickets')).rows[0]?.count);

  describe('to several tickets at once', () => {
    it('go into each of those that are their author’s, once, and into no other', async () => {
      const [from, stranger] = [somebody(), somebody()];
      const [refund, card] = [await asked(from, 'My refund'), await asked(from, 'My card')];
      const foreign = await asked(stranger, 'Not theirs');
      const to = [foreign, refund, card, refund].map(({ mail }) => replyAddress(mail));
      const before = await tickets();
      const answer = { from, messageId: '<both@example.org>', ...answering(refund.mail, 'Visa, for both.'), to };
      const became = await post.sent(answer);
      expect(became).toMatchObject({ outcome: 'written', reason: null });
      expect([refund.id, card.id]).toContain(became.ticket);
      await Promise.all([1, 2].map((copy) => post.send({ ...answer, headers: { 'X-Copy': String(copy) } })));
      await post.settled();
      for (const { id } of [refund, card]) expect((await texts(id)).filter((text) => text === 'Visa, for both.')).toHaveLength(1);
      expect(await texts(foreign.id)).toHaveLength(2);
      expect(await tickets()).toBe(before);
    });

    it('go where those were merged into, once, and open one anew for all that take nothing more', async () => {
      const from = somebody();
      const [one, other] = [await asked(from, 'My refund'), await asked(from, 'The same')];
      expect((await staff.http.post(`/messaging/tickets/${one.id}/merge`, { body: { into: other.id } })).status).toBe(200);
      const to = [one, other].map(({ mail }) => replyAddress(mail));
      await post.sent({ from, ...answering(one.mail, 'Visa.'), to });
      expect((await texts(other.id)).filter((text) => text === 'Visa.')).toHaveLength(1);
      await move(staff, other.id, 'closed');
      await post.server.db.query(`BEGIN; SELECT set_config('mangrove.writer', 'messaging', true); UPDATE tickets SET reopen_until = now() - interval '1 day' WHERE document_id = '${other.id}'; COMMIT`);
      const before = await tickets();
      const again = await post.sent({ from, ...answering(one.mail, 'It is back.'), to });
      expect([again.outcome, await tickets()]).toEqual(['opened', before + 1]);
      expect(await texts(again.ticket ?? '')).toEqual(['It is back.']);
    });

    it('from somebody who has asked in none of them wait for staff', async () => {
      const [one, other] = [await asked(somebody(), 'Mine'), await asked(somebody(), 'Mine, too')];
      const became = await post.sent({ from: somebody(), ...answering(one.mail, 'Let me in.'), to: [one, other].map(({ mail }) => replyAddress(mail)) });
      expect(became).toMatchObject({ outcome: 'quarantined', reason: 'not_the_requester' });
      for (const { id } of [one, other]) expect(await texts(id)).toHaveLength(2);
    });
  });

  describe('under a Message-ID that was used before', () => {
    it('are messages of their own where they say something else', async () => {
      const from = somebody();
      const { id, mail } = await asked(from, 'My refund');
      const answer = (text: string, copy: string) => post.sent({ from, messageId: '<poor@example.org>', ...answering(mail, text), headers: { 'X-Copy': copy } });
      for (const [text, copy] of [['Visa.', '1'], ['No, Mastercard.', '1'], ['Visa.', '2']] as const) expect(await answer(text, copy)).toMatchObject({ outcome: 'written', ticket: id });
      expect((await texts(id)).slice(2)).toEqual(['Visa.', 'No, Mastercard.']);
    });

    it('open tickets of their own where they ask something else', async () => {
      const from = somebody();
      // The same bytes would not even be taken in twice.
      const ask = (text: string, copy: string) => post.sent({ from, messageId: '<poor-question@example.org>', text, headers: { 'X-Copy': copy } });
      const [first, second, again] = [await ask('Where is it?', '1'), await ask('And the other one?', '1'), await ask('Where is it?', '2')];
      expect(first.ticket).not.toBe(second.ticket);
      expect(again.ticket).toBe(first.ticket);
      expect(await texts(second.ticket ?? '')).toEqual(['And the other one?']);
    });
  });

  it('that came back, or seem to, are told to the staff of a ticket a few times in an hour, and kept nevertheless', async () => {
    const { id, mail } = await asked(somebody(), 'My refund');
    const to = replyAddress(mail);
    for (let index = 0; index < 8; index += 1) {
      const bounce = await post.sent({ from: `MAILER-DAEMON@mx${index}.example.org`, to, envelope: { from: '', to }, subject: 'Undelivered', text: `No such user ${index}.` });
      expect(bounce).toEqual({ outcome: 'ignored', reason: 'bounce', ticket: id });
    }
    expect((await logSeen(staff, id, 'staff')).filter(({ type }) => type === 'ticket.mail_failed')).toHaveLength(6);
    expect((await post.server.db.query('SELECT FROM received_mails WHERE ticket = $1 AND outcome = $2', [id, 'ignored'])).rowCount).toBe(8);
  });
});
