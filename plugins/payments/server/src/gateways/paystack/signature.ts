import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';

/**
 * Which of the secrets signed these bytes: `x-paystack-signature` is the hex HMAC-SHA512 of the raw body under the API
 * secret key. All secrets are tried, so that the time tells nothing about which one fits.
 *
 * @see https://paystack.com/docs/payments/webhooks/#verify-event-origin
 */
export function signingSecretIndex(secrets: readonly KeyObject[], rawBody: Buffer, signature: string | undefined): number | undefined {
  if (!signature || !/^[0-9a-f]{128}$/i.test(signature)) return undefined;
  const given = Buffer.from(signature, 'hex');
  let found: number | undefined;
  secrets.forEach((secret, index) => {
    const expected = createHmac('sha512', secret).update(rawBody).digest();
    if (timingSafeEqual(expected, given)) found ??= index;
  });
  return found;
}
