import { createHmac } from 'node:crypto';
import { normaliseAddress } from './address';
import type { SupportAddress } from './ticket-address';

/**
 * What an address is known by in our tables: nobody who lacks the secret can try addresses until one fits. One digest for
 * each secret, the current one first: who was known under an older secret is found again.
 */
export const addressDigests = ({ secrets }: SupportAddress, address: string): [Buffer, ...Buffer[]] =>
  secrets.map((secret) => createHmac('sha256', secret).update(`address\n${normaliseAddress(address)}`).digest()) as [Buffer, ...Buffer[]];
