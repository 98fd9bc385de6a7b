import { z } from '@strapi/utils';
import { defineEvents, type EventsOf } from '../events/catalogue';

/** Why somebody was signed out. */
export const sessionEndReason = z.enum(['signed_out', 'token_reused', 'password_changed', 'blocked', 'role_changed', 'deleted']);
export type SessionEndReason = z.output<typeof sessionEndReason>;

export const sessionEvents = defineEvents({
  'session.ended': {
    when: 'One or all sessions of a user ended before their time: every token of theirs is refused within five seconds.',
    payload: z.object({ userId: z.string(), reason: sessionEndReason }),
  },
});

declare global {
  interface MangroveEvents extends EventsOf<typeof sessionEvents> {}
}
