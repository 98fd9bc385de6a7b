import { defineSocketEvent } from '../realtime/catalogue';
import * as wire from '../wire/presence';

defineSocketEvent({
  name: 'presence:subscribe',
  summary: 'Watch who of these people is there, in the place of those watched before; what changes comes as `presence`. Who shares no room with you, or has a block between you, is `offline` for you.',
  action: { users: 'presence.find' },
  payload: wire.subscribeToPresence,
  acknowledgement: wire.subscribedToPresence,
  errors: [],
  cost: 5,
  handle: async ({ watch }, { userIds }) => ({ presence: await watch(userIds) }),
});
