import type { KeyObject } from 'node:crypto';
import { asJson, codeOf, parseJson, textOf } from '../calls';
import type { VerifierNotice } from '../port';
import { signingSecretIndex } from '../signature';

/** `x-dojah-signature` is the hex HMAC-SHA256 of the raw body under the app's secret key. There is no id and no time in an event. */
export function readNotice(secrets: readonly KeyObject[], rawBody: Buffer, signature: string | undefined): VerifierNotice | null {
  const secretIndex = signingSecretIndex(secrets, 'sha256', rawBody, signature);
  if (secretIndex === undefined) return null;
  const { reference_id: id, verification_status: status } = asJson(parseJson(rawBody));
  const given = textOf(id)?.slice(0, 200) ?? null;
  return {
    reference: given !== null && /^[a-z0-9-]{26,36}$/.test(given) ? given : null,
    providerReference: given,
    eventId: null,
    eventType: `kyc_widget.${codeOf(status, 'unknown')}`,
    occurredAt: null,
    secretIndex,
  };
}
