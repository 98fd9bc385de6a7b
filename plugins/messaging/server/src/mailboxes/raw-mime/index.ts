import { clock } from '#kernel';
import { verdictOf } from '../../domain/mail/verdict';
import type { InboundMail } from '../port';
import { keysOf, signingKeyIndex } from './signature';

export interface RawMimeOptions {
  /** `whsec_` and 24 to 64 bytes in base64; the first one is current, the others are being rotated out. */
  secrets: readonly string[];
  /** The name by which the receiving server signs its `Authentication-Results`; without it authors are taken at their word. */
  authority?: string | undefined;
}

/**
 * A mail server, or a function in front of one, that posts each mail as it is, with the envelope in `Return-Path` and
 * `Delivered-To` as mail servers write it at the final delivery, and signs the request as Standard Webhooks says.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 * @throws Error with a sentence for a secret that is none.
 */
export function rawMime({ secrets, authority }: RawMimeOptions): InboundMail {
  const keys = keysOf(secrets);
  return {
    code: 'raw-mime',
    verify: (rawBody, headers) => signingKeyIndex(keys, rawBody, headers, clock.now()),
    unpack: (rawBody) => ({ mime: rawBody, recipients: [] }),
    verdict: (mail) => verdictOf(mail, authority),
  };
}
