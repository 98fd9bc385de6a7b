import type { ReadMail } from '../domain/mail/mail';
import type { Verdict } from '../domain/mail/verdict';

/** A mail as a provider hands it over. */
export interface DeliveredMail {
  /** The mail as it came over SMTP: RFC 5322, in bytes. */
  mime: Buffer;
  /** Whom the provider took it for, where it says so beside the mail; else the mail's own headers tell. */
  recipients: readonly string[];
}

/**
 * Something that takes mail in for us and hands it over by HTTP, at `POST /api/inbound-mail/:code`. One folder under
 * `mailboxes/`, or one file outside, and one line of configuration. Every adapter passes the conformance suite in
 * `mailboxes/conformance.ts`.
 */
export interface InboundMail {
  /** Stable identifier, part of the address, e.g. `raw-mime`. Never rename it once released. */
  readonly code: string;

  /**
   * Checks that a delivery is authentic, over the bytes as they came and in constant time.
   *
   * Time: answers at once; the provider waits, and the mail is read afterwards.
   *
   * @returns which secret fitted (0 is the current one, others are being rotated out), or `undefined`: not authentic.
   */
  verify(rawBody: Buffer, headers: Readonly<Record<string, string | undefined>>): number | undefined;

  /**
   * Takes the mail out of an authentic delivery. Survives whatever comes: what it cannot understand is `undefined`, never
   * an exception.
   *
   * Retries: called again whenever the delivery is worked on again; the same bytes give the same mail.
   */
  unpack(rawBody: Buffer): DeliveredMail | undefined;

  /**
   * What the provider found out about who wrote the mail, by SPF, DKIM and DMARC.
   *
   * Unknown: `none` unless the provider itself says `pass` or `fail`; what the sender of a mail can write is no word of the provider.
   *
   * @see https://www.rfc-editor.org/rfc/rfc8601
   */
  verdict(mail: ReadMail): Verdict;
}

/** Checked at boot: a mailbox that lacks one of these stops it. */
export const inboundMailMethods = ['verify', 'unpack', 'verdict'] as const;
