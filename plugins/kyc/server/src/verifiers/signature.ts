import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';

/**
 * Which of the secrets signed these bytes with an HMAC. All are tried, so that the time tells nothing about which one fits;
 * without any, none does.
 *
 * @param given as it was sent: hex or base64, in its full length
 */
export function signingSecretIndex(secrets: readonly KeyObject[], algorithm: 'sha256' | 'sha512', bytes: Buffer | string, given: string | undefined, encoding: 'hex' | 'base64' = 'hex'): number | undefined {
  const length = algorithm === 'sha256' ? 32 : 64;
  const form = encoding === 'hex' ? /^[0-9a-f]+$/i : /^[A-Za-z0-9+/]+={0,2}$/;
  if (given === undefined || given.length > 2 * length || !form.test(given)) return undefined;
  const signature = Buffer.from(given, encoding);
  if (signature.length !== length) return undefined;
  let found: number | undefined;
  secrets.forEach((secret, index) => {
    if (timingSafeEqual(createHmac(algorithm, secret).update(bytes).digest(), signature)) found ??= index;
  });
  return found;
}
