import { z } from '@strapi/utils';
import { defineAdminEndpoint, timeZoneSchema } from '#kernel';
import { lengthInDays } from '../domain/report-range';
import { permissionUid } from '../permissions';
import { REPORT_GROUPS } from '../services/reports/tickets';

const LONGEST_RANGE_DAYS = 366;

const seconds = z.int().min(0).nullable();
const durations = z.strictObject({
  count: z.int().min(0),
  medianSeconds: seconds,
  p90Seconds: seconds,
  medianBusinessSeconds: seconds.meta({ description: 'In the hours of the policy’s calendar, without the time for which we waited for the customer' }),
  p90BusinessSeconds: seconds,
});
const figures = {
  opened: z.int().min(0),
  resolved: z.int().min(0).meta({ description: 'Those of them that are done now' }),
  firstResponse: durations,
  nextResponse: durations,
  resolution: durations,
  sla: z.strictObject({ met: z.int(), breached: z.int(), metPercent: z.number().nullable().meta({ description: 'null where nothing was promised' }) }),
  satisfaction: z.strictObject({ ratings: z.int().min(0), average: z.number().nullable().meta({ description: 'From 1 to 5; null where nobody said anything' }) }),
};

export const reportTickets = defineAdminEndpoint({
  id: 'adminReportTickets', method: 'GET', path: '/reports/tickets', summary: 'What became of the tickets that were opened in a range',
  permission: permissionUid('tickets.report'),
  request: {
    query: z
      .strictObject({
        from: z.iso.date(),
        to: z.iso.date().meta({ description: 'The first day that is not part of it' }),
        timeZone: timeZoneSchema.default('UTC').meta({ description: 'Where the days begin' }),
        groupBy: z.enum(REPORT_GROUPS).default('day'),
      })
      .refine((range) => lengthInDays(range) >= 1 && lengthInDays(range) <= LONGEST_RANGE_DAYS, { error: `from comes before to, at most ${LONGEST_RANGE_DAYS} days apart`, path: ['to'] }),
  },
  responses: {
    200: z.strictObject({
      data: z.array(z.strictObject({ key: z.string().nullable().meta({ description: 'A member of staff, a category, or a day' }), name: z.string().nullable(), ...figures })),
      meta: z.strictObject({ total: z.strictObject(figures) }),
    }),
  },
});
