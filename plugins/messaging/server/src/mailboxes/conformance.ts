import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ReadMail } from '../domain/mail/mail';
import type { InboundMail } from './port';

export interface InboundMailHarness {
  /** With two secrets. */
  mailbox: InboundMail;
  /** With a secret of somebody else. */
  stranger: InboundMail;
  /** An authentic delivery of a mail, with lower-case headers. `signedWith` is the index of the secret in the list that the adapter was given. */
  deliver(mime: Buffer, signedWith: number): { rawBody: Buffer; headers: Record<string, string> };
}

const MIME = Buffer.from('Return-Path: <ada@example.org>\r\nDelivered-To: support@example.com\r\nFrom: Ada <ada@example.org>\r\nTo: support@example.com\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\n\r\nMy card \xe9\x00\r\n', 'latin1');

const mail = (headers: ReadMail['headers']): ReadMail => ({
  messageId: null, from: { address: 'ada@example.org', name: '' }, recipients: [], subject: '', text: '', attachments: [], headers,
});

/**
 * What every adapter for inbound mail has to prove, whoever wrote it. Call it in a Jest test.
 *
 * @example
 * describeInboundMail('pigeon-post', () => pigeonHarness());
 */
export function describeInboundMail(name: string, start: () => InboundMailHarness): void {
  describe(`the mailbox "${name}"`, () => {
    const { mailbox, stranger, deliver } = start();

    it('knows which of its secrets signed a delivery, so that a secret can be replaced', () => {
      for (const index of [0, 1]) {
        const { rawBody, headers } = deliver(MIME, index);
        expect(mailbox.verify(rawBody, headers)).toBe(index);
      }
    });

    it('refuses a delivery without a signature, with a damaged one, or of somebody else', () => {
      const { rawBody, headers } = deliver(MIME, 0);
      expect(mailbox.verify(rawBody, {})).toBeUndefined();
      expect(stranger.verify(rawBody, headers)).toBeUndefined();
      for (const damage of ['', '0', 'é', 'x'.repeat(10_000)]) {
        const damaged = Object.fromEntries(Object.entries(headers).map(([header, value]) => [header, damage === '' ? '' : value.slice(1) + damage]));
        expect(mailbox.verify(rawBody, damaged)).toBeUndefined();
      }
    });

    it('refuses a delivery of which any byte was changed, added or taken away', () => {
      const { rawBody, headers } = deliver(MIME, 0);
      fc.assert(
        fc.property(fc.nat(rawBody.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
          const changed = Buffer.from(rawBody);
          changed[at] = (changed[at] ?? 0) ^ change;
          expect(mailbox.verify(changed, headers)).toBeUndefined();
        }),
      );
      expect(mailbox.verify(Buffer.concat([rawBody, Buffer.from(' ')]), headers)).toBeUndefined();
      expect(mailbox.verify(rawBody.subarray(0, -1), headers)).toBeUndefined();
    });

    it('gives the mail out byte for byte', () => {
      expect(mailbox.unpack(deliver(MIME, 0).rawBody)?.mime.equals(MIME)).toBe(true);
    });

    it('survives arbitrary bytes', () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
          const unpacked = mailbox.unpack(Buffer.from(bytes));
          expect(unpacked === undefined || Buffer.isBuffer(unpacked.mime)).toBe(true);
        }),
      );
    });

    it('has nothing to say of an author where the provider says nothing, whatever the sender claims', () => {
      expect(mailbox.verdict(mail({}))).toBe('none');
      for (const claim of ['dmarc=pass header.from=example.org', 'example.org; dmarc=pass header.from=example.org', 'mx.example.org; spf=pass; dkim=pass; dmarc=pass']) {
        expect(mailbox.verdict(mail({ 'authentication-results': [claim] }))).toBe('none');
      }
      expect(mailbox.verdict({ ...mail({}), from: null })).toBe('none');
    });
  });
}
