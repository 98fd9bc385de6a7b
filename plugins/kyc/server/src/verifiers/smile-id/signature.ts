import { createHmac, type KeyObject } from 'node:crypto';
import { signingSecretIndex } from '../signature';

/**
 * Smile ID signs a time and who we are, never the body: whoever saw one signature can put it under any other text until its
 * time has passed. So a callback only says about what to ask.
 *
 * @see https://docs.usesmileid.com/integration-options/rest-api/signing-your-api-request
 */
const signedText = (partnerId: string, timestamp: string) => `${timestamp}${partnerId}sid_request`;

/** In base64. */
export const sign = (apiKey: KeyObject, partnerId: string, timestamp: string): string => createHmac('sha256', apiKey).update(signedText(partnerId, timestamp)).digest('base64');

export interface Signed {
  secretIndex: number;
  at: Date;
}

/** @returns `undefined` where no key of ours made the signature, or the time cannot be read. */
export function signedBy(apiKeys: readonly KeyObject[], partnerId: string, timestamp: unknown, signature: unknown): Signed | undefined {
  if (typeof timestamp !== 'string' || timestamp.length > 40 || typeof signature !== 'string') return undefined;
  const at = new Date(timestamp);
  if (Number.isNaN(at.getTime())) return undefined;
  const secretIndex = signingSecretIndex(apiKeys, 'sha256', signedText(partnerId, timestamp), signature, 'base64');
  return secretIndex === undefined ? undefined : { secretIndex, at };
}
