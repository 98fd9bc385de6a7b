import { WEEKDAYS, type Calendar, type Holiday, type Span, type Weekday } from './types';

/** A calendar as it is filled in: every day has its spans, a day without any is closed. */
export interface CalendarDraft {
  name: string;
  timeZone: string;
  week: Readonly<Record<Weekday, readonly Span[]>>;
  holidays: readonly HolidayDraft[];
}
export interface HolidayDraft {
  date: string;
  name: string;
  /** None where it is closed all day. */
  spans: readonly Span[];
}

export const NINE_TO_FIVE: Span = { from: '09:00', to: '17:00' };
const WORKDAYS = new Set<Weekday>(WEEKDAYS.slice(0, 5));

export function draftOfCalendar(calendar: Calendar | undefined, here: string): CalendarDraft {
  const spansOn = (day: Weekday): Span[] => (calendar ? (calendar.week[day] ?? []) : WORKDAYS.has(day) ? [NINE_TO_FIVE] : []);
  return {
    name: calendar?.name ?? '',
    timeZone: calendar?.timeZone ?? here,
    week: Object.fromEntries(WEEKDAYS.map((day) => [day, spansOn(day)])) as unknown as CalendarDraft['week'],
    holidays: calendar?.holidays.map(({ date, name, spans = [] }) => ({ date, name, spans })) ?? [],
  };
}

/** As the server takes it: closed days and days that are closed all day say nothing of hours. */
export const bodyOfCalendar = ({ name, timeZone, week, holidays }: CalendarDraft) => ({
  name: name.trim(),
  timeZone,
  week: Object.fromEntries(WEEKDAYS.flatMap((day) => (week[day].length === 0 ? [] : [[day, week[day]]]))),
  holidays: holidays.map(({ date, name: called, spans }): Holiday => ({ date: date.trim(), name: called.trim(), ...(spans.length === 0 ? {} : { spans: [...spans] }) })),
});

/** What comes after the last span of a day: an hour later, where the day has one left. */
export function nextSpan(spans: readonly Span[]): Span {
  const last = spans.at(-1);
  if (!last) return NINE_TO_FIVE;
  const hour = Number(last.to.slice(0, 2)) + 1;
  return hour < 23 ? { from: `${String(hour).padStart(2, '0')}:00`, to: `${String(hour + 1).padStart(2, '0')}:00` } : { from: last.to, to: '24:00' };
}

/** The hours of Monday on the four days after it. */
export const likeMonday = (week: CalendarDraft['week']): CalendarDraft['week'] => ({ ...week, tuesday: week.monday, wednesday: week.monday, thursday: week.monday, friday: week.monday });

/** The days that are open, with those of the same hours together: `Mon–Fri 09:00–17:00`. */
export function weekWords(week: Calendar['week'], dayName: (day: Weekday) => string): string {
  const hours = (day: Weekday) => (week[day] ?? []).map(({ from, to }) => `${from}–${to}`).join(', ');
  const groups: { first: Weekday; last: Weekday; hours: string }[] = [];
  for (const [place, day] of WEEKDAYS.entries()) {
    const before = groups.at(-1);
    if (hours(day) === '') continue;
    if (before && before.hours === hours(day) && before.last === WEEKDAYS[place - 1]) before.last = day;
    else groups.push({ first: day, last: day, hours: hours(day) });
  }
  return groups.map(({ first, last, hours: open }) => `${first === last ? dayName(first) : `${dayName(first)}–${dayName(last)}`} ${open}`).join(' · ');
}
