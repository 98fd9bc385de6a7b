import { messageTextOf, subjectOf } from './message-text';

const file = (name: string, sizeBytes: number) => ({ name, mediaType: 'image/png', sizeBytes });

describe('a mail as a message', () => {
  it('is what its author says, without what they answer', () => {
    expect(messageTextOf({ text: 'Visa.\n\nOn 3 Mar 2026, Amaka <a@b.example> wrote:\n> Which card?', attachments: [] })).toBe('Visa.');
  });

  it('names what came along', () => {
    expect(messageTextOf({ text: 'See here.', attachments: [file('bill.png', 1_234), file('all.pdf', 2_500_000)] })).toBe('See here.\n\n[Attached: bill.png, 2 kB]\n[Attached: all.pdf, 2.5 MB]');
    expect(messageTextOf({ text: '', attachments: [file('bill.png', 1)] })).toBe('[Attached: bill.png, 1 kB]');
  });

  it('is never empty, and never longer than a message', () => {
    expect(messageTextOf({ text: ' \n', attachments: [] })).toBe('[A mail without words of its own.]');
    const long = messageTextOf({ text: '😀'.repeat(9_000), attachments: Array.from({ length: 100 }, () => file('x'.repeat(200), 1)) });
    expect(long.length).toBeLessThanOrEqual(8_000);
    expect(long).toContain('[The mail goes on. Staff can read all of it.]');
    expect(Buffer.from(long).toString()).toBe(long);
  });

  it('has a subject that a ticket can have', () => {
    expect(['', '  Refund ', 'x'.repeat(300), `${'x'.repeat(199)}😀`].map((subject) => subjectOf({ subject }))).toEqual(['(no subject)', 'Refund', 'x'.repeat(200), 'x'.repeat(199)]);
  });
});
