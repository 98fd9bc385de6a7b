import { z } from '@strapi/utils';
import { defineEvents, type EventsOf } from '#kernel';

const person = { personId: z.string(), erasureId: z.string() };

/** What becomes of whom nobody may work with any more. Payloads say ids alone. */
export const privacyEvents = defineEvents({
  'kyc.person_restricted': { when: 'A person is to be forgotten: nobody works with what is known of them any more, and their level is worth nothing.', payload: z.strictObject(person) },
  'kyc.person_forgotten': { when: 'The key of a person was destroyed. Whoever keeps something of theirs elsewhere, such as a verifier, has it erased now.', payload: z.strictObject(person) },
});

declare global {
  interface MangroveEvents extends EventsOf<typeof privacyEvents> {}
}
