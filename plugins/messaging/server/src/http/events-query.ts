import { z } from '@strapi/utils';

const MOST_EVENTS = 200;
const USUAL_EVENTS = 50;

/** A place in a log, in a query string. */
const seqIn = z
  .string()
  .regex(/^\d{1,15}$/, 'A whole number from 0')
  .transform(Number);

export const eventsQuery = z
  .strictObject({
    since: seqIn.optional().meta({ description: 'The last event that you have', example: '17' }),
    before: seqIn.optional().meta({ description: 'The first event that you have', example: '17' }),
    limit: z
      .string()
      .regex(/^\d{1,3}$/, `A whole number from 1 to ${MOST_EVENTS}`)
      .transform(Number)
      .refine((limit) => limit >= 1 && limit <= MOST_EVENTS, `A whole number from 1 to ${MOST_EVENTS}`)
      .optional()
      .transform((limit) => limit ?? USUAL_EVENTS)
      .meta({ description: `1 to ${MOST_EVENTS}, ${USUAL_EVENTS} if absent`, example: '50' }),
  })
  .refine(({ since, before }) => since === undefined || before === undefined, { path: ['before'], message: 'Name since or before, not both' });
