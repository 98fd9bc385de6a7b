import { z } from '@strapi/utils';
import { defineEvents, type EventsOf } from '#kernel';

const count = z.int().nonnegative();

/** What screening finds. Payloads say ids and numbers, never a name, nor of anybody which list may name them: events outlive who is forgotten. */
export const screeningEvents = defineEvents({
  'kyc.screening_list_changed': {
    when: 'A screening list has a new version; those whom the change may concern are screened again.',
    payload: z.strictObject({ list: z.string(), version: z.int().positive(), added: count, changed: count, removed: count }),
  },
  'kyc.screening_hit_found': {
    when: 'Somebody may be whom a screening list names; staff decide.',
    payload: z.strictObject({ hitId: z.string(), screeningId: z.string(), personId: z.string(), applicationId: z.string().nullable() }),
  },
  'kyc.screening_hit_decided': {
    when: 'Staff said whether somebody is whom a screening list names.',
    payload: z.strictObject({ hitId: z.string(), personId: z.string(), from: z.string(), to: z.string() }),
  },
});

declare global {
  interface MangroveEvents extends EventsOf<typeof screeningEvents> {}
}
