import { snoozeTimes } from './snooze-times';

describe('putting a ticket aside', () => {
  const sunday = new Date(2026, 10, 22, 18, 30);

  it('for an hour is an hour', () => expect(snoozeTimes.hour(sunday)).toEqual(new Date(2026, 10, 22, 19, 30)));
  it('until tomorrow is until nine in the morning', () => expect(snoozeTimes.tomorrow(sunday)).toEqual(new Date(2026, 10, 23, 9, 0)));
  it('until next week is until the next Monday, which never is today', () => {
    expect(snoozeTimes.week(sunday)).toEqual(new Date(2026, 10, 23, 9, 0));
    expect(snoozeTimes.week(new Date(2026, 10, 23, 8, 0))).toEqual(new Date(2026, 10, 30, 9, 0));
    expect(snoozeTimes.week(new Date(2026, 10, 25, 8, 0))).toEqual(new Date(2026, 10, 30, 9, 0));
  });
});
