import { bodyOfCalendar, draftOfCalendar, likeMonday, nextSpan, weekWords } from './calendar-draft';
import type { Calendar } from './types';

const lagos: Calendar = {
  id: 'cal_1',
  name: 'Lagos',
  timeZone: 'Africa/Lagos',
  week: { monday: [{ from: '08:00', to: '12:30' }, { from: '13:30', to: '18:00' }], saturday: [{ from: '09:00', to: '13:00' }] },
  holidays: [{ date: '12-25', name: 'Christmas Day' }, { date: '2026-12-24', name: 'Christmas Eve', spans: [{ from: '09:00', to: '12:00' }] }],
};
const short = (day: string) => day.slice(0, 3);

describe('a calendar that is filled in', () => {
  it('is what it was where nothing was changed', () => {
    const { id, ...rest } = lagos;
    expect([id, bodyOfCalendar(draftOfCalendar(lagos, 'UTC'))]).toEqual(['cal_1', rest]);
  });
  it('begins as a week of office hours where its author is', () => {
    expect(bodyOfCalendar(draftOfCalendar(undefined, 'Africa/Lagos'))).toMatchObject({ timeZone: 'Africa/Lagos', week: { monday: [{ from: '09:00', to: '17:00' }] }, holidays: [] });
  });
  it('takes the hours of Monday for the week, and leaves the weekend', () => {
    const { week } = bodyOfCalendar({ ...draftOfCalendar(lagos, 'UTC'), week: likeMonday(draftOfCalendar(lagos, 'UTC').week) });
    expect([week['friday'], week['saturday']]).toEqual([lagos.week.monday, lagos.week.saturday]);
  });
  it('goes on after the last hours of a day, and not past its end', () => {
    expect([nextSpan([]), nextSpan([{ from: '08:00', to: '12:30' }]), nextSpan([{ from: '20:00', to: '23:30' }])]).toEqual([
      { from: '09:00', to: '17:00' }, { from: '13:00', to: '14:00' }, { from: '23:30', to: '24:00' },
    ]);
  });
  it('is told in a line, the same days together', () => {
    expect(weekWords(lagos.week, short)).toBe('mon 08:00–12:30, 13:30–18:00 · sat 09:00–13:00');
    expect(weekWords(draftOfCalendar(undefined, 'UTC').week as Calendar['week'], short)).toBe('mon–fri 09:00–17:00');
  });
});
