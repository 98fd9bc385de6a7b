import { defineSocketEvent } from '../realtime/catalogue';
import * as wire from '../wire/session';

defineSocketEvent({
  name: 'auth:refresh',
  summary: 'Go on with a new access token of the same person, before the old one ends or within 25 seconds after.',
  action: null,
  payload: wire.refreshSession,
  acknowledgement: wire.refreshedSession,
  errors: [],
  cost: 5,
  handle: async ({ renew }, { token }) => ({ expiresAt: (await renew(token)).toISOString() }),
});
