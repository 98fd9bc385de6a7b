import { createStaff, type TestStaff } from '../../../access/people.ts';
import { eventually } from '../../../support/index.ts';
import { PDF, photo, SECRET_PLACE, storedFiles, type AttachmentOut } from '../support/attachments.ts';
import { answering, openPostOffice, replyAddress, type PostOffice } from '../support/mail.ts';
import { newClientId, upTo } from '../support/rooms.ts';
import type { RoomEventOut } from '../support/sockets.ts';
import { linkFor, staffUploaded } from '../support/ticket-files.ts';
import { logSeen, note, reply } from '../support/tickets.ts';

const MAX_BYTES = 200_000;

let number = 0;
/** Somebody who has not written before. */
const somebody = () => `sender-${(number += 1)}@example.org`;

describe('files of mails', () => {
  let post: PostOffice;
  let staff: TestStaff;
  beforeAll(async () => {
    post = await openPostOffice({ ATTACHMENT_MAX_BYTES: String(MAX_BYTES), SUPPORT_MAIL_ATTACHED_MAX_BYTES: '100000' });
    staff = await createStaff(post.server, 'mangrove-moderator');
  });

  const messages = async (id: string) => (await logSeen(staff, id, 'conversation')).filter(({ type }) => type === 'message.created').map(({ data }) => data);
  const filesOf = ({ attachments }: RoomEventOut['data']) => (attachments ?? []) as AttachmentOut[];
  const read = async (id: string, file: AttachmentOut | undefined) => Buffer.from(await (await fetch(await linkFor(staff, id, file?.id ?? ''))).arrayBuffer());
  const asked = async (from = somebody()) => {
    const { ticket } = await post.sent({ from });
    const id = ticket ?? '';
    await reply(staff, id, 'Which card was it?');
    return { id, from, mail: await post.next(from) };
  };
  const answer = (id: string, attachments: readonly string[], text = '') => staff.http.post<{ data: { messageId: string } }>(`/messaging/tickets/${id}/replies`, { body: { clientMessageId: newClientId(), text, attachments } });

  describe('that come in', () => {
    it('are attachments of the message that they open a ticket with: by their bytes, and without what they tell of their sender', async () => {
      const { ticket } = await post.sent({ from: somebody(), attachments: [{ filename: '../../card.exe', contentType: 'application/x-msdownload', content: await photo() }, { filename: 'bill.pdf', content: PDF }] });
      const [first] = await messages(ticket ?? '');
      expect(first).toMatchObject({ text: 'Where is it?', attachments: [{ name: 'card.exe.jpg', mediaType: 'image/jpeg' }, { name: 'bill.pdf', mediaType: 'application/pdf', sizeBytes: PDF.length }] });
      const [card, bill] = filesOf(first ?? {});
      expect((await read(ticket ?? '', card)).includes(SECRET_PLACE)).toBe(false);
      expect((await read(ticket ?? '', bill)).equals(PDF)).toBe(true);
    });

    it('go with an answer, also one without a word', async () => {
      const { id, from, mail } = await asked();
      await post.sent({ from, ...answering(mail, ''), text: '', attachments: [{ filename: 'bill.pdf', content: PDF }] });
      expect((await messages(id)).at(-1)).toMatchObject({ text: '', attachments: [{ name: 'bill.pdf' }] });
    });

    it('stay in the mail where they may not be attached, and are named', async () => {
      const { id, from, mail } = await asked();
      const attachments = [
        { filename: 'page.html', content: '<!DOCTYPE html><script>alert(1)</script>' },
        { filename: 'run.exe', content: Buffer.from('MZ\x90\0program', 'latin1') },
        { filename: 'large.pdf', content: Buffer.concat([PDF, Buffer.alloc(MAX_BYTES)]) },
        { filename: 'broken.png', content: Buffer.from('\x89PNG\r\n\x1a\nno chunks', 'latin1') },
        { filename: 'empty.txt', content: '' },
        { filename: 'good.pdf', content: PDF },
      ];
      await post.sent({ from, ...answering(mail, 'See here.'), attachments });
      const last = (await messages(id)).at(-1) ?? {};
      expect(last.text).toBe(`See here.\n\n${['page.html, 1 kB', 'run.exe, 1 kB', 'large.pdf, 201 kB', 'broken.png, 1 kB', 'empty.txt, 0 kB'].map((file) => `[Could not be attached: ${file}]`).join('\n')}`);
      expect(filesOf(last).map(({ name }) => name)).toEqual(['good.pdf']);
      const { rows } = await post.server.db.query<{ id: string }>('SELECT inbox_id AS id FROM received_mails ORDER BY inbox_id DESC LIMIT 1');
      const { body } = await staff.http.get<{ data: { source: string } }>(`/messaging/mails/${rows[0]?.id}/source`);
      expect(Buffer.from(body.data.source, 'base64').toString()).toContain('run.exe');
    });

    it('are fifteen at most', async () => {
      const { ticket } = await post.sent({ from: somebody(), attachments: upTo(17).map((n) => ({ filename: `${n}.pdf`, content: PDF })) });
      const [first] = await messages(ticket ?? '');
      expect(filesOf(first ?? {})).toHaveLength(15);
      expect(String(first?.text).match(/Could not be attached/g)).toHaveLength(2);
    });

    it('are there once, however often the mail comes', async () => {
      const { id, from, mail } = await asked();
      const copy = { from, messageId: '<copies@example.org>', ...answering(mail, 'Once.'), attachments: [{ filename: 'bill.pdf', content: PDF }] };
      await Promise.all(upTo(3).map((n) => post.send({ ...copy, headers: { 'X-Copy': String(n) } })));
      await post.settled();
      expect((await messages(id)).filter(({ text }) => text === 'Once.').map((data) => filesOf(data).length)).toEqual([1]);
      await nothingIsLeftOver();
    });

    it('are put away for no mail that goes nowhere', async () => {
      const { id, mail } = await asked();
      const before = storedFiles(post.server).length;
      expect(await post.sent({ from: somebody(), ...answering(mail, 'Mine now.'), attachments: [{ filename: 'bill.pdf', content: PDF }] })).toMatchObject({ outcome: 'quarantined', ticket: id });
      expect(storedFiles(post.server)).toHaveLength(before);
    });

    it('come with a mail that staff let through later', async () => {
      const { mail } = await asked();
      await post.sent({ from: somebody(), ...answering(mail, 'From my other address.'), attachments: [{ filename: 'bill.pdf', content: PDF }] });
      const { rows } = await post.server.db.query<{ id: string }>('SELECT inbox_id AS id FROM received_mails ORDER BY inbox_id DESC LIMIT 1');
      const { body } = await staff.http.post<{ data: { ticketId: string } }>(`/messaging/mails/${rows[0]?.id}/release`);
      expect(filesOf((await messages(body.data.ticketId))[0] ?? {})).toMatchObject([{ name: 'bill.pdf' }]);
    });

    it('are there once where the process dies between putting them away and writing the message', async () => {
      const { id, from, mail } = await asked();
      // The ticket is held, so that the worker waits with the files in its hands.
      const held = await post.server.db.connect();
      await held.query('BEGIN');
      await held.query('SELECT FROM tickets WHERE document_id = $1 FOR UPDATE', [id]);
      await post.send({ from, ...answering(mail, 'Durable.'), attachments: [{ filename: 'bill.pdf', content: PDF }] });
      await eventually(async () => (await post.server.db.query('SELECT FROM stored_objects WHERE erase_at > now()')).rows.length === 1, { timeoutMs: 20_000 });
      await post.server.kill();
      await held.query('ROLLBACK');
      held.release();
      await post.server.restart();
      // Whoever died with a mail has it for a minute.
      await post.server.run((_strapi, _args, { kernel }) => kernel.clock.advanceSeconds(61));
      await eventually(async () => (await messages(id)).at(-1)?.text === 'Durable.', { timeoutMs: 40_000 });
      await post.server.run((_strapi, _args, { kernel }) => kernel.clock.reset());
      const written = (await messages(id)).filter(({ text }) => text === 'Durable.');
      expect(written.map((data) => filesOf(data).length)).toEqual([1]);
      expect((await read(id, filesOf(written[0] ?? {})[0])).equals(PDF)).toBe(true);
      // What the dead process had put away is erased within a day: nothing refers to it.
      const { rows } = await post.server.db.query('SELECT FROM stored_objects o LEFT JOIN attachments a ON a.object = o.key WHERE a.id IS NULL AND o.erase_at IS NULL');
      expect(rows).toEqual([]);
    });
  });

  /** Everything that is put away is in a message, or on its way out. */
  const nothingIsLeftOver = () =>
    eventually(async () => (await post.server.db.query('SELECT FROM stored_objects o LEFT JOIN attachments a ON a.object = o.key WHERE a.message_id IS NULL')).rows.length === 0);

  describe('that go out', () => {
    it('go along with the answer that has them', async () => {
      const { id, from } = await asked();
      const files = [await staffUploaded(staff, id, 'conversation', PDF, 'form.pdf'), await staffUploaded(staff, id, 'conversation', Buffer.from('Dear Ada,\n'), 'letter.txt')];
      await answer(id, files.map((file) => file.id), 'Please sign.');
      const mail = await post.next(from);
      expect(mail.text).toContain('Please sign.');
      expect(mail.attachments.map(({ filename, contentType, content }) => [filename, contentType, content.toString()])).toEqual([['form.pdf', 'application/pdf', PDF.toString()], ['letter.txt', 'text/plain', 'Dear Ada,\n']]);
      expect(replyAddress(mail)).toContain('+');
    });

    it('are named where they are too large for a mail; the others go along', async () => {
      const { id, from } = await asked();
      const large = Buffer.concat([PDF, Buffer.alloc(100_000)]);
      const files = [await staffUploaded(staff, id, 'conversation', large, 'scan.pdf'), await staffUploaded(staff, id, 'conversation', PDF, 'form.pdf')];
      await answer(id, files.map((file) => file.id));
      const mail = await post.next(from);
      expect(mail.text).toContain('[Too large for a mail, ask us for another way: scan.pdf, 101 kB]');
      expect(mail.attachments.map(({ filename }) => filename)).toEqual(['form.pdf']);
    });

    it('are never those of a note', async () => {
      const { id, from } = await asked();
      const secret = await staffUploaded(staff, id, 'staff', Buffer.from('A known fraudster.'), 'fraud.txt');
      await staff.http.post(`/messaging/tickets/${id}/notes`, { body: { clientMessageId: newClientId(), text: '', attachments: [secret.id] } });
      await note(staff, id);
      await reply(staff, id, 'We look into it.');
      expect((await post.next(from)).attachments).toEqual([]);
      expect(post.outbox.list().filter(({ raw }) => raw.toString().includes('fraud'))).toEqual([]);
    });
  });
});
