import { messageTextOf, subjectOf } from './message-text';

const file = (name: string, sizeBytes: number) => ({ name, sizeBytes });

describe('a mail as a message', () => {
  it('is what its author says, without what they answer', () => {
    expect(messageTextOf({ text: 'Visa.\n\nOn 3 Mar 2026, Amaka <a@b.example> wrote:\n> Which card?' }, [], false)).toBe('Visa.');
  });

  it('names what could not come along, and nothing that did', () => {
    expect(messageTextOf({ text: 'See here.' }, [file('bill.exe', 1_234), file('all.zip', 2_500_000)], true)).toBe('See here.\n\n[Could not be attached: bill.exe, 2 kB]\n[Could not be attached: all.zip, 2.5 MB]');
    expect(messageTextOf({ text: '' }, [file('bill.exe', 1)], false)).toBe('[Could not be attached: bill.exe, 1 kB]');
    expect(messageTextOf({ text: '' }, [], true)).toBe('');
  });

  it('without files is never empty, and never longer than a message', () => {
    expect(messageTextOf({ text: ' \n' }, [], false)).toBe('[A mail without words of its own.]');
    const long = messageTextOf({ text: '😀'.repeat(9_000) }, Array.from({ length: 100 }, () => file('x'.repeat(200), 1)), true);
    expect(long.length).toBeLessThanOrEqual(8_000);
    expect(long).toContain('[The mail goes on. Staff can read all of it.]');
    expect(Buffer.from(long).toString()).toBe(long);
  });

  it('has a subject that a ticket can have', () => {
    expect(['', '  Refund ', 'x'.repeat(300), `${'x'.repeat(199)}😀`].map((subject) => subjectOf({ subject }))).toEqual(['(no subject)', 'Refund', 'x'.repeat(200), 'x'.repeat(199)]);
  });
});
