import { z } from '@strapi/utils';
import { timeZoneSchema } from '#kernel';

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A target of a few weeks must be reached within a lifetime, whatever the hours: see `MOST_TARGET_SECONDS`. */
const LEAST_MINUTES_A_WEEK = 60;
const MOST_SPANS_A_DAY = 12;
const MOST_HOLIDAYS = 200;

/** "09:30" → 570. "24:00" is the end of the day. */
export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Write a time as 09:30, with two digits each.');
const endTime = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Write a time as 17:30; 24:00 is the end of the day.');

const span = z
  .strictObject({ from: time, to: endTime })
  .refine(({ from, to }) => minuteOf(from) < minuteOf(to), 'Hours end after they begin. Split what goes over midnight: until 24:00 on one day, from 00:00 on the next.');

const spansOfADay = z.array(span).max(MOST_SPANS_A_DAY).superRefine((spans, issues) => {
  const sorted = [...spans].sort((one, other) => minuteOf(one.from) - minuteOf(other.from));
  for (const [i, { from, to }] of sorted.entries()) {
    const next = sorted[i + 1];
    if (next && minuteOf(next.from) < minuteOf(to)) {
      issues.addIssue({ code: 'custom', message: `The hours ${from}–${to} and ${next.from}–${next.to} overlap. Make one of them, or let one begin where the other ends.` });
    }
  }
});

/** The 29th of February comes when it comes. */
const isDate = (text: string): boolean => {
  const full = text.length === 5 ? `2024-${text}` : text;
  const at = Date.parse(`${full}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(full);
};

const holiday = z.strictObject({
  date: z
    .string()
    .regex(/^(?:\d{4}-)?\d{2}-\d{2}$/, 'Write a holiday as 2026-12-25, or as 12-25 for one of every year.')
    .refine(isDate, 'There is no such day on the calendar.')
    .meta({ description: 'One day, e.g. `2026-04-03`, or the same day of every year, e.g. `12-25`; a single day wins' }),
  name: z.string().trim().min(1).max(100),
  spans: spansOfADay.optional().meta({ description: 'Hours of that day, where it is not closed all day' }),
});

/** The days of a week that have hours. */
const week = z
  .strictObject(Object.fromEntries(WEEKDAYS.map((day) => [day, spansOfADay.optional()])) as Record<Weekday, z.ZodOptional<typeof spansOfADay>>)
  .refine(
    (days) => Object.values(days).flatMap((spans) => spans ?? []).reduce((sum, { from, to }) => sum + minuteOf(to) - minuteOf(from), 0) >= LEAST_MINUTES_A_WEEK,
    'A calendar is open for an hour a week at least. Give one of the days hours, e.g. { "monday": [{ "from": "09:00", "to": "17:00" }] }.',
  );

/** When people work: the hours of a week at one place, and the days that are different. */
export const businessCalendar = z.strictObject({
  name: z.string().trim().min(1).max(100),
  timeZone: timeZoneSchema,
  week,
  holidays: z
    .array(holiday)
    .max(MOST_HOLIDAYS)
    .superRefine((holidays, issues) => {
      const seen = new Set<string>();
      for (const { date } of holidays) {
        if (seen.has(date)) issues.addIssue({ code: 'custom', message: `The holiday ${date} is there twice. Keep one of them.` });
        seen.add(date);
      }
    })
    .default([]),
});

export type BusinessCalendar = Omit<z.output<typeof businessCalendar>, 'name'>;
export type BusinessSpan = z.output<typeof span>;
