import { z } from '@strapi/utils';
import { defineEvents, type EventsOf } from '../events/catalogue';

const record = (what: string) =>
  z.strictObject({
    uid: z.string().meta({ description: 'The content type', example: 'api::article.article' }),
    documentId: z.string(),
    fields: z.array(z.string()).meta({ description: what }),
  });

export const recordEvents = defineEvents({
  'record.created': { when: 'A record of a watched content type was made: through the API, in the content manager, or by our own code.', payload: record('Names of the fields that were filled') },
  'record.updated': { when: 'Fields of such a record changed. Names only: who needs the values reads the record.', payload: record('Names of the fields that changed') },
  'record.deleted': { when: 'Such a record was deleted.', payload: record('Always empty') },
});

declare global {
  interface MangroveEvents extends EventsOf<typeof recordEvents> {}
}
