import { z } from '@strapi/utils';
import { defineEvents, type EventsOf } from '../events/catalogue';

const link = z.object({ linkId: z.string(), staffId: z.string(), userId: z.string() });

export const personEvents = defineEvents({
  'person.linked': { when: 'An administrator declared a member of staff and an API user to be one person.', payload: link },
  'person.unlinked': { when: 'An administrator took such a link away.', payload: link },
});

declare global {
  interface MangroveEvents extends EventsOf<typeof personEvents> {}
}
