import { IdempotencyKeyMalformed } from './errors';

/** Printable ASCII without the double quote and the backslash, which a structured-field string would have to escape. */
const BARE = /^[\x20-\x21\x23-\x5b\x5d-\x7e]{1,255}$/;
/** sf-string of RFC 8941 §3.3.3: double quotes around, `\"` and `\\` inside. */
const QUOTED = /^"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;

/**
 * The key of a header: quoted as draft-ietf-httpapi-idempotency-key-header asks, or bare as many clients send it. Both
 * forms of one key are the same key.
 *
 * @throws IdempotencyKeyMalformed
 */
export function parseIdempotencyKey(header: string): string {
  const text = header.trim();
  const quoted = QUOTED.exec(text)?.[1];
  const key = quoted === undefined ? text : quoted.replace(/\\(["\\])/g, '$1');
  const isFine = quoted === undefined ? BARE.test(key) : key.length >= 1 && key.length <= 255;
  if (!isFine) throw new IdempotencyKeyMalformed();
  return key;
}
