import { mailKey } from './mail-key';

const mail = { messageId: '<1@example.org>', subject: 'My refund', text: 'Where is it?', attachments: [{ name: 'bill.pdf', mediaType: 'application/pdf', sizeBytes: 1_234 }] };
const key = mailKey(mail, 'inb_1');

describe('the key of a mail', () => {
  it('is that of every copy of it', () => {
    expect(mailKey({ ...mail }, 'inb_2')).toBe(key);
    expect(key).toMatch(/^[0-9a-f]{40}$/);
  });

  it.each([
    ['another Message-ID', { messageId: '<2@example.org>' }],
    ['another subject', { subject: 'My card' }],
    ['other words', { text: 'Here it is.' }],
    ['another file', { attachments: [{ name: 'bill.pdf', mediaType: 'application/pdf', sizeBytes: 1_235 }] }],
    ['no file', { attachments: [] }],
  ])('is another with %s', (_what, other) => {
    expect(mailKey({ ...mail, ...other }, 'inb_1')).not.toBe(key);
  });

  it('is nobody else’s where the mail has no Message-ID', () => {
    expect(mailKey({ ...mail, messageId: null }, 'inb_1')).not.toBe(mailKey({ ...mail, messageId: null }, 'inb_2'));
  });
});
