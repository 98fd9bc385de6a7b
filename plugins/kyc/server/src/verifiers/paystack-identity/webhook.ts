import type { KeyObject } from 'node:crypto';
import { asJson, parseJson, textOf } from '../calls';
import type { VerifierNotice } from '../port';
import { signingSecretIndex } from '../signature';

/**
 * `x-paystack-signature` is the hex HMAC-SHA512 of the raw body under the secret key. There is no id and no time in an
 * event. A failure is told here and nowhere else: a customer who was asked about in vain looks like one never asked about.
 *
 * @see https://paystack.com/docs/payments/webhooks/#verify-event-origin
 */
export function readNotice(secrets: readonly KeyObject[], rawBody: Buffer, signature: string | undefined, emailDomain: string): VerifierNotice | null {
  const secretIndex = signingSecretIndex(secrets, 'sha512', rawBody, signature);
  if (secretIndex === undefined) return null;
  const body = asJson(parseJson(rawBody));
  const eventType = (textOf(body.event) ?? 'unreadable').replace(/[^\x20-\x7e]/g, '?').slice(0, 100);
  const data = asJson(body.data);
  const isOurs = eventType.startsWith('customeridentification.');
  return {
    reference: isOurs ? referenceIn(data.email, emailDomain) : null,
    providerReference: isOurs ? (textOf(data.customer_code)?.slice(0, 200) ?? null) : null,
    eventId: null,
    eventType,
    occurredAt: null,
    secretIndex,
    ...(eventType === 'customeridentification.failed' ? { isAgainst: true } : {}),
  };
}

/** Ours, from the address that we made of it. */
function referenceIn(email: unknown, emailDomain: string): string | null {
  const [local, domain] = (textOf(email) ?? '').split('@', 2);
  return local !== undefined && domain === emailDomain && /^[a-z0-9-]{26,36}$/.test(local) ? local : null;
}
