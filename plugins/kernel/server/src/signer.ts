import { createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Signs texts that leave the server and come back, such as links. */
export interface Signer {
  sign(text: string): string;
  /** Compares in a time that says nothing about where two signatures differ. */
  isSigned(text: string, signature: string): boolean;
}

/**
 * A signer of its own for each purpose: what was signed for one means nothing for another. Signatures made before the
 * master key was replaced hold as long as that one is among the previous ones.
 */
export function createSigner(masterKeys: readonly [Buffer, ...Buffer[]], purpose: string): Signer {
  const keys = masterKeys.map((masterKey) => createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', `mangrove signer ${purpose}`, 32))));
  const macs = (text: string) => keys.map((key) => createHmac('sha256', key).update(text).digest());
  return {
    sign: (text) => macs(text)[0]?.toString('base64url') ?? '',
    isSigned(text, signature) {
      const given = Buffer.from(signature, 'base64url');
      return macs(text).some((mac) => mac.length === given.length && timingSafeEqual(mac, given));
    },
  };
}
