import { z } from '@strapi/utils';
import { PRESENCE_STATES } from '../domain/presence';
import { userId } from './ids';

const MOST_WATCHED = 200;
const MOST_ASKED = 100;

export const presenceState = z.enum(PRESENCE_STATES).meta({ description: 'Whoever you may not see is `offline`', example: 'online' });

export const subscribeToPresence = z.strictObject({
  userIds: z.array(userId).max(MOST_WATCHED).meta({ description: 'In the place of those whom you watched before; none to end it' }),
});
export const presenceByPerson = z.record(userId, presenceState).meta({ description: 'By user', example: { usr_01kaqz3v8m4t6w0c9e5r2b7n1d: 'online' } });
export const subscribedToPresence = z.strictObject({ presence: presenceByPerson });

/** Ids with commas between them, as they stand in an address. */
export const askedUserIds = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(userId).min(1).max(MOST_ASKED))
  .meta({ description: `One to ${MOST_ASKED} users, with commas between them`, example: 'usr_01kaqz3v8m4t6w0c9e5r2b7n1d' });

export const presenceChange = z.strictObject({ userId, state: presenceState, at: z.iso.datetime() });
