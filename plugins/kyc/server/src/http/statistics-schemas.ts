import { z } from '@strapi/utils';
import { timeZoneSchema } from '#kernel';
import { lengthInDays } from '../domain/days';
import { count } from './queue-schemas';

const LONGEST_DAYS = 366;

export const statisticsQuery = z
  .strictObject({
    from: z.iso.date(),
    to: z.iso.date().meta({ description: 'The first day that is not part of it' }),
    timeZone: timeZoneSchema.default('UTC').meta({ description: 'Where the days begin' }),
  })
  .refine((days) => lengthInDays(days) >= 1 && lengthInDays(days) <= LONGEST_DAYS, { error: `from comes before to, at most ${LONGEST_DAYS} days apart`, path: ['to'] });

const figures = {
  decisions: z.int(),
  approved: z.int().meta({ description: 'Final ones' }),
  passedOn: z.int().meta({ description: 'Approvals that another person had to confirm' }),
  rejected: z.int(),
  resubmissions: z.int(),
  overturned: z.int().meta({ description: 'Approvals that the second person refused, or whose level was taken back since' }),
  firstDecision: z.strictObject({ count: z.int(), medianSeconds: z.int().nullable(), p90Seconds: z.int().nullable() }).meta({ description: 'From handing in to the first decision' }),
};
const handedIn = z.int().meta({ description: 'Attempts, of which an application may have several' });

export const statisticsOut = z.strictObject({
  total: z.strictObject({ ...figures, handedIn }),
  days: z.array(z.strictObject({ day: z.iso.date(), ...figures, handedIn })),
  reviewers: z.array(z.strictObject({ id: z.string(), name: z.string().nullable(), ...figures })),
  reasons: z.array(z.strictObject({ code: z.string(), count: z.int() })),
  overdueNow: count,
});
