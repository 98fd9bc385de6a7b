import { z } from '@strapi/utils';
import { defineEvents, type EventsOf } from '#kernel';
import { VERIFICATION_KINDS, verificationMachine } from '../domain/verification';

const verification = { verificationId: z.string(), applicationId: z.string(), personId: z.string(), kind: z.enum(VERIFICATION_KINDS) };
const state = z.enum(verificationMachine.states);

/** What verifiers find out. Payloads say ids and states; what was found lies sealed. */
export const verificationEvents = defineEvents({
  'kyc.verification_ended': {
    when: 'A verifier has answered about an applicant, or nobody could be asked in time; it is advice to whoever reviews.',
    payload: z.strictObject({ ...verification, state }),
  },
  'kyc.verification_reversed': {
    when: 'A verifier took back what it had said, to something stricter. A level that stands on it is suspended, or due for review, in the same moment.',
    payload: z.strictObject({ ...verification, from: state, to: state }),
  },
});

declare global {
  interface MangroveEvents extends EventsOf<typeof verificationEvents> {}
}
