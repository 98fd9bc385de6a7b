import fc from 'fast-check';
import { minuteOf, WEEKDAYS, type BusinessCalendar } from './business-calendar';
import { addBusinessTime, ALWAYS, businessTimeBetween, createBusinessHours } from './business-hours';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const office = { from: '09:00', to: '17:00' };
const weekdays = { monday: [office], tuesday: [office], wednesday: [office], thursday: [office], friday: [office] };
const calendar = (timeZone: string, week: BusinessCalendar['week'], holidays: BusinessCalendar['holidays'] = []): BusinessCalendar => ({ timeZone, week, holidays });
const add = (of: BusinessCalendar, start: string, ms: number) => addBusinessTime(createBusinessHours(of), new Date(start), ms).toISOString();
const between = (of: BusinessCalendar, start: string, end: string) => businessTimeBetween(createBusinessHours(of), new Date(start), new Date(end));

describe('business hours', () => {
  const lagos = calendar('Africa/Lagos', weekdays, [
    { date: '12-25', name: 'Christmas' },
    { date: '2026-12-24', name: 'Christmas Eve', spans: [{ from: '09:00', to: '12:00' }] },
  ]);

  it('are those of the place, wherever the server is', () => {
    expect(add(lagos, '2026-11-23T00:00:00Z', HOUR)).toBe('2026-11-23T09:00:00.000Z');
  });

  it('that are full in the evening are full then, not in the morning', () => {
    expect(add(lagos, '2026-11-23T08:00:00Z', 8 * HOUR)).toBe('2026-11-23T16:00:00.000Z');
    expect(add(lagos, '2026-11-23T08:00:00Z', 8 * HOUR + 1)).toBe('2026-11-24T08:00:00.001Z');
  });

  it('rest at the weekend, on holidays of every year, and for the rest of a short day', () => {
    expect(add(lagos, '2026-11-27T15:00:00Z', 2 * HOUR)).toBe('2026-11-30T09:00:00.000Z');
    expect(between(lagos, '2026-12-23T00:00:00Z', '2026-12-29T00:00:00Z')).toBe((8 + 3 + 8) * HOUR);
    expect(between(lagos, '2030-12-25T00:00:00Z', '2030-12-26T00:00:00Z')).toBe(0);
  });

  it('have lunch where a day has several spans', () => {
    const split = calendar('UTC', { monday: [{ from: '14:00', to: '18:00' }, { from: '08:00', to: '12:00' }] });
    expect(add(split, '2026-11-23T11:30:00Z', HOUR)).toBe('2026-11-23T14:30:00.000Z');
  });

  it('go to the end of the day and on from the next, without a gap', () => {
    const night = calendar('UTC', { monday: [{ from: '22:00', to: '24:00' }], tuesday: [{ from: '00:00', to: '06:00' }] });
    expect(add(night, '2026-11-23T00:00:00Z', 8 * HOUR)).toBe('2026-11-24T06:00:00.000Z');
  });

  it('lose the hour that spring leaves out, and have the one that autumn repeats', () => {
    const sunday = calendar('Europe/Berlin', { sunday: [{ from: '00:00', to: '06:00' }] });
    expect(between(sunday, '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toBe(5 * HOUR);
    expect(between(sunday, '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toBe(7 * HOUR);
  });

  it('begin with the change of the clocks where they begin in the hour that is left out', () => {
    const gap = calendar('Europe/Berlin', { sunday: [{ from: '02:30', to: '03:30' }] });
    expect(add(gap, '2026-03-28T12:00:00Z', 30 * MINUTE)).toBe('2026-03-29T01:30:00.000Z');
  });

  it('know places that skipped a day', () => {
    const samoa = calendar('Pacific/Apia', { friday: [office] });
    expect(between(samoa, '2011-12-28T00:00:00Z', '2012-01-02T00:00:00Z')).toBe(0);
  });

  it('without a calendar are all hours', () => {
    expect(addBusinessTime(ALWAYS, new Date('2026-03-29T00:00:00Z'), 5).toISOString()).toBe('2026-03-29T00:00:00.005Z');
    expect(businessTimeBetween(ALWAYS, new Date(10), new Date(4))).toBe(0);
    expect(businessTimeBetween(ALWAYS, new Date(4), new Date(10))).toBe(6);
  });
});

/**
 * The slow way: walk through the minutes and look at the clock on the wall. Where it is set back, the later of what it
 * has shown counts, so that nothing opens twice.
 */
function minutesOpen({ timeZone, week, holidays }: BusinessCalendar, from: number, to: number): Set<number> {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const open = new Set<number>();
  let latest = '';
  for (let at = from - 2 * 24 * HOUR; at < to; at += MINUTE) {
    const shown = format.format(at);
    if (shown > latest) latest = shown;
    const [date = '', time = ''] = latest.split(' ');
    const weekday = WEEKDAYS[(new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7] ?? 'monday';
    const special = holidays.find((holiday) => holiday.date === date);
    const spans = special ? (special.spans ?? []) : (week[weekday] ?? []);
    if (at >= from && spans.some((span) => minuteOf(span.from) <= minuteOf(time) && minuteOf(time) < minuteOf(span.to))) open.add(at);
  }
  return open;
}

describe('any calendar, over the changes of the clocks', () => {
  /** Clocks change here within the week after the instant; one place by half an hour only, one with midnight left out. */
  const changes = fc.constantFrom(
    { timeZone: 'Europe/Berlin', around: '2026-03-26T00:00:00Z' },
    { timeZone: 'America/New_York', around: '2026-10-29T00:00:00Z' },
    { timeZone: 'Australia/Lord_Howe', around: '2026-10-01T00:00:00Z' },
    { timeZone: 'Africa/Cairo', around: '2026-04-22T00:00:00Z' },
    { timeZone: 'America/Havana', around: '2026-10-29T00:00:00Z' },
    { timeZone: 'Asia/Kathmandu', around: '2026-04-22T00:00:00Z' },
  );
  const hhmm = (quarter: number) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
  const spans = fc
    .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 6 })
    .map((quarters) => quarters.sort((a, b) => a - b))
    .map((edges) => edges.flatMap((edge, i) => (i % 2 === 0 && edges[i + 1] !== undefined ? [{ from: hhmm(edge), to: hhmm(edges[i + 1] ?? 96) }] : [])));
  const weeks = fc.tuple(...WEEKDAYS.map(() => spans)).map((all) => Object.fromEntries(WEEKDAYS.map((day, i) => [day, all[i]])));
  const worlds = fc.record({ change: changes, week: weeks, holidays: fc.constantFrom<BusinessCalendar['holidays']>([], [{ date: '2026-03-29', name: 'Sunday' }]) });

  it('has exactly the minutes that a look at the clock says, and is full where they are', () => {
    fc.assert(
      fc.property(worlds, fc.nat(7 * 24 * 60), fc.nat(2 * 24 * 60), fc.nat(600), ({ change, week, holidays }, begin, length, wanted) => {
        const of = calendar(change.timeZone, week, holidays);
        const hours = createBusinessHours(of);
        const start = Date.parse(change.around) + begin * MINUTE;
        const end = start + length * MINUTE;
        const open = [...minutesOpen(of, start, end)];
        expect(businessTimeBetween(hours, new Date(start), new Date(end))).toBe(open.length * MINUTE);

        const last = open[wanted];
        if (last !== undefined) expect(addBusinessTime(hours, new Date(start), (wanted + 1) * MINUTE).getTime()).toBe(last + MINUTE);
      }),
      { numRuns: 60 },
    );
  });

  it('adds and measures alike, to the millisecond', () => {
    fc.assert(
      fc.property(worlds, fc.nat(7 * 24 * HOUR), fc.integer({ min: 1, max: 200 * HOUR }), ({ change, week, holidays }, begin, ms) => {
        const hours = createBusinessHours(calendar(change.timeZone, week, holidays));
        const start = new Date(Date.parse(change.around) + begin);
        const full = addBusinessTime(hours, start, ms);
        expect(businessTimeBetween(hours, start, full)).toBe(ms);
        expect(businessTimeBetween(hours, start, new Date(full.getTime() - 1))).toBe(ms - 1);
      }),
      { numRuns: 200 },
    );
  });
});
