import { z } from '@strapi/utils';
import { defineEvents, type EventsOf } from '#kernel';

const userId = z.string();

export const userEvents = defineEvents({
  'user.registered': { when: 'An API user was created, by registering or by staff.', payload: z.object({ userId, role: z.string().nullable() }) },
  'user.email_confirmed': { when: 'An API user has followed a link that was mailed to their address: it is theirs.', payload: z.object({ userId }) },
  'user.blocked': { when: 'Staff blocked an API user; all sessions of the user ended.', payload: z.object({ userId }) },
  'user.unblocked': { when: 'Staff let a blocked API user in again.', payload: z.object({ userId }) },
  'user.role_changed': {
    when: 'An API user was given another role; all sessions of the user ended.',
    payload: z.object({ userId, from: z.string().nullable(), to: z.string().nullable() }),
  },
  'user.password_changed': { when: 'The password of an API user was changed; all sessions of the user ended.', payload: z.object({ userId }) },
  'user.deleted': { when: 'An API user was deleted.', payload: z.object({ userId }) },
});

declare global {
  interface MangroveEvents extends EventsOf<typeof userEvents> {}
}
