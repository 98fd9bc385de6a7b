import { newId } from '#kernel';
import { automaticKind } from './automatic';
import { messageIdOf, writeLetter, type LetterContent } from './letter';
import { withoutQuote } from './quotes';
import { addressed } from './ticket-address';

const support = { address: 'support@example.com', secrets: ['a secret'] };
const ticketId = newId('tkt');
const content: LetterContent = { id: newId('msg'), ticketId, number: 1042, subject: 'My refund', to: 'ada@example.org', author: 'Amaka', text: 'Which card?\n<b>&', files: [], tooLarge: [], thread: ['<1@example.org>'], answers: '<1@example.org>' };
const letter = writeLetter(support, content);

describe('an answer as a mail', () => {
  it('is answered at the address of its ticket, and comes back there when it cannot be delivered', () => {
    expect(addressed(support, [letter.replyTo])).toEqual({ to: 'ticket', ticketId });
    expect(letter.envelope).toEqual({ from: letter.replyTo, to: 'ada@example.org' });
  });

  it('stands in the thread of the mails before it', () => {
    expect(letter).toMatchObject({ subject: 'Re: My refund', inReplyTo: '<1@example.org>', references: ['<1@example.org>'] });
    expect(writeLetter(support, { ...content, subject: 'RE: My refund' }).subject).toBe('RE: My refund');
    const thread = Array.from({ length: 40 }, (_, index) => `<${index}@example.org>`);
    expect(writeLetter(support, { ...content, thread }).references).toEqual(['<0@example.org>', ...thread.slice(29)]);
  });

  it('has the same Message-ID at each try, by which it is known as our own', () => {
    expect(writeLetter(support, content).messageId).toBe(letter.messageId);
    const back = { messageId: messageIdOf(support, content.id), from: null, recipients: [], subject: '', text: '', attachments: [], headers: {} };
    expect(automaticKind(back, support)).toBe('own');
  });

  it('says that a machine sent it', () => {
    expect(letter.headers).toMatchObject({ 'Auto-Submitted': 'auto-generated' });
  });

  it('leaves nothing of itself in the answer to it', () => {
    const quoted = letter.text.split('\n').map((line) => `> ${line}`).join('\n');
    expect(withoutQuote(`Visa.\n\nOn 3 Mar 2026, Amaka <support@example.com> wrote:\n${quoted}`)).toBe('Visa.');
  });

  it('takes its files along, and names those that are too large for it', () => {
    const file = { filename: 'bill.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF') };
    const full = writeLetter(support, { ...content, text: '', files: [file], tooLarge: [{ name: '<b>.mp4', sizeBytes: 12_000_000 }] });
    expect(full.attachments).toEqual([file]);
    expect(full.text).toContain('[Too large for a mail, ask us for another way: <b>.mp4, 12.0 MB]');
    expect(full.html).toContain('&lt;b&gt;.mp4');
  });

  it('holds no markup but its own', () => {
    expect(letter.html).toContain('Which card?\n&lt;b&gt;&amp;');
    expect(writeLetter(support, { ...content, author: '<script>' }).html).not.toContain('<script>');
  });
});
