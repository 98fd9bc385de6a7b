import { businessCalendar } from './business-calendar';

const refusal = (calendar: object) => {
  const parsed = businessCalendar.safeParse({ name: 'Lagos', timeZone: 'Africa/Lagos', week: { monday: [{ from: '09:00', to: '17:00' }] }, holidays: [], ...calendar });
  return parsed.success ? undefined : parsed.error.issues[0]?.message;
};
const monday = (...spans: [string, string][]) => ({ week: { monday: spans.map(([from, to]) => ({ from, to })) } });

describe('a calendar', () => {
  it('has several spans a day, that may touch, and holidays that may have hours', () => {
    expect(refusal(monday(['13:00', '24:00'], ['08:00', '12:00'], ['12:00', '13:00']))).toBeUndefined();
    expect(refusal({ holidays: [{ date: '12-25', name: 'Christmas' }, { date: '02-29', name: 'Leap day', spans: [{ from: '10:00', to: '12:00' }] }] })).toBeUndefined();
    expect(refusal({ timeZone: 'UTC' })).toBeUndefined();
  });

  it.each([
    ['is nowhere', { timeZone: 'Africa/Atlantis' }, 'Name a place of the IANA list'],
    ['is at an offset, whose clocks never change', { timeZone: '+01:00' }, 'Name a place of the IANA list'],
    ['is never open', { week: {} }, 'open for an hour a week at least'],
    ['is open for half an hour', monday(['09:00', '09:30']), 'open for an hour a week at least'],
    ['goes over midnight', monday(['22:00', '06:00']), 'Split what goes over midnight'],
    ['closes when it opens', monday(['09:00', '09:00'], ['10:00', '12:00']), 'Hours end after they begin'],
    ['overlaps', monday(['12:00', '17:00'], ['09:00', '13:00']), '09:00–13:00 and 12:00–17:00 overlap'],
    ['opens at 9', monday(['9:00', '17:00']), 'Write a time as 09:30'],
    ['closes at 25', monday(['09:00', '25:00']), 'Write a time as 17:30'],
    ['has a holiday that is no day', { holidays: [{ date: '2026-02-29', name: 'Leap day' }] }, 'no such day'],
    ['has a holiday twice', { holidays: [{ date: '12-25', name: 'Christmas' }, { date: '12-25', name: 'Christmas' }] }, 'there twice'],
  ])('that %s is refused with a sentence', (_what, calendar, sentence) => {
    expect(refusal(calendar)).toContain(sentence);
  });
});
