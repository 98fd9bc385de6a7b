import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';

/** How far the clock of the sender may be off; a delivery that somebody kept is worth nothing later. */
const TOLERANCE_SECONDS = 300;
/** One is usual, two while a secret is being replaced. */
const MOST_SIGNATURES = 5;

/** @throws Error with a sentence that shows what a secret looks like. */
export function keysOf(secrets: readonly string[]): KeyObject[] {
  if (secrets.length === 0) throw new Error('The mailbox "raw-mime" needs a secret, e.g. whsec_ and the output of: openssl rand -base64 32');
  return secrets.map((secret) => {
    const bytes = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    if (!secret.startsWith('whsec_') || bytes.length < 24 || bytes.length > 64) {
      throw new Error('A secret of the mailbox "raw-mime" is wrong; expected whsec_ and 24 to 64 bytes in base64, e.g. from: openssl rand -base64 32');
    }
    return createSecretKey(bytes);
  });
}

/**
 * Which of the keys signed `webhook-id`, `webhook-timestamp` and the body: `webhook-signature` lists `v1,<base64 of the
 * HMAC-SHA256>`. All keys are tried, so that the time tells nothing about which one fits.
 */
export function signingKeyIndex(keys: readonly KeyObject[], rawBody: Buffer, headers: Readonly<Record<string, string | undefined>>, now: Date): number | undefined {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (!id || !timestamp || !signatures || !/^\d{1,12}$/.test(timestamp) || id.length > 256) return undefined;
  if (Math.abs(now.getTime() / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS) return undefined;
  const given = signatures
    .split(' ', MOST_SIGNATURES)
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => Buffer.from(signature.slice('v1,'.length), 'base64'));
  let found: number | undefined;
  keys.forEach((key, index) => {
    const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(rawBody).digest();
    if (given.some((one) => one.length === expected.length && timingSafeEqual(one, expected))) found ??= index;
  });
  return found;
}
