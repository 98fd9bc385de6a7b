import { VERIFICATION_KINDS } from '../domain/verification';
import type { Verifier } from './port';

export const MANUAL = 'manual';

/** Nobody is asked: the reviewer finds out. What a level wants verified stands in the file of the case, to be looked at. */
export const manual = (): Verifier => ({
  code: MANUAL,
  capabilities: VERIFICATION_KINDS.map((kind) => ({ kind, how: 'lookup', countries: '*' })),
  findsByReference: true,
  canErase: true,
  mode: 'live',
  createSession: () => Promise.reject(new Error('A reviewer has no page for applicants.')),
  submit: () => Promise.resolve({ providerReference: null, raw: {} }),
  // It has no question of anybody, so each is asked anew, which costs nothing.
  fetch: () => Promise.resolve(null),
  verifyWebhook: () => null,
  normalise: () => ({ state: 'review', status: 'manual', checks: [], reasons: [], documents: [] }),
  download: () => Promise.resolve(null),
  erase: () => Promise.resolve(),
});
