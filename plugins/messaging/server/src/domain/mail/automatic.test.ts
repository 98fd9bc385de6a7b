import { automaticKind } from './automatic';
import type { ReadMail } from './mail';

const support = { address: 'support@example.com' };
const mail = (change: Partial<ReadMail> = {}, headers: Record<string, string> = {}): ReadMail => ({
  messageId: '<1@example.org>', from: { address: 'ada@example.org', name: 'Ada' }, recipients: [], subject: 'Help', text: 'Help', attachments: [], ...change,
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
});

describe('a mail', () => {
  it('of a person is none of a machine', () => {
    expect(automaticKind(mail({}, { 'return-path': '<ada@example.org>', 'auto-submitted': 'no', 'content-type': 'text/plain' }), support)).toBeUndefined();
  });

  it.each([
    ['auto-submitted', 'auto-replied'],
    ['auto-submitted', 'Auto-Generated; owner-email="x"'],
    ['return-path', '<>'],
    ['precedence', 'auto_reply'],
    ['x-autoreply', 'yes'],
    ['x-autorespond', 'Out of office'],
  ])('that says "%s: %s" is an automatic answer', (name, value) => {
    expect(automaticKind(mail({}, { [name]: value }), support)).toBe('auto_reply');
  });

  it.each([
    [{}, { 'content-type': 'multipart/report; report-type=delivery-status; boundary=x', 'return-path': '<>' }],
    [{ from: { address: 'MAILER-DAEMON@mx.example.org', name: '' } }, {}],
    [{}, { 'x-failed-recipients': 'bob@example.org' }],
  ] as [Partial<ReadMail>, Record<string, string>][])('about a mail that could not be delivered is a bounce', (change, headers) => {
    expect(automaticKind(mail(change, headers), support)).toBe('bounce');
  });

  it.each([['precedence', 'bulk'], ['list-id', '<news.example.org>'], ['list-unsubscribe', '<https://example.org>']])('to many (%s) is no question to us', (name, value) => {
    expect(automaticKind(mail({}, { [name]: value }), support)).toBe('bulk');
  });

  it('that we wrote ourselves is known, by its author or by its id', () => {
    expect(automaticKind(mail({ from: { address: 'Support+abc@example.com', name: '' } }), support)).toBe('own');
    expect(automaticKind(mail({ messageId: '<msg_01kaqz3v8m4t6w0c9e5r2b7n1d@EXAMPLE.com>' }), support)).toBe('own');
    expect(automaticKind(mail({ messageId: '<msg_01kaqz3v8m4t6w0c9e5r2b7n1d@other.example>' }), support)).toBeUndefined();
  });
});
