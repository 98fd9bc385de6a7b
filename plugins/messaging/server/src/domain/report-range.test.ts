import { beginningOf, daysOf, lengthInDays } from './report-range';

describe('the days of a report', () => {
  it('begin where they do', () => {
    expect(beginningOf('2026-11-23', 'Africa/Lagos').toISOString()).toBe('2026-11-22T23:00:00.000Z');
    expect(beginningOf('2026-11-23', 'America/Los_Angeles').toISOString()).toBe('2026-11-23T08:00:00.000Z');
  });

  it('begin an hour late where midnight is left out', () => {
    expect(beginningOf('2026-04-24', 'Africa/Cairo').toISOString()).toBe('2026-04-23T22:00:00.000Z');
  });

  it('are all there, and none after them', () => {
    const range = { timeZone: 'UTC', from: '2026-02-27', to: '2026-03-02' };
    expect(daysOf(range)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(lengthInDays(range)).toBe(3);
  });
});
