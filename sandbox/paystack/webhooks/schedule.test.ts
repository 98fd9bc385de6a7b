import { nextDueAt } from './schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function dueTimes(domain: 'test' | 'live'): number[] {
  const times = [0];
  for (;;) {
    const due = nextDueAt(domain, 0, times.at(-1) ?? 0, times.length);
    if (due === null) return times;
    times.push(due);
  }
}

describe('the schedule of retries', () => {
  it('is hourly for ten hours with a test key', () => {
    expect(dueTimes('test')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((hours) => hours * HOUR));
  });

  it('is four times every three minutes, then hourly until 72 hours, with a live key', () => {
    const times = dueTimes('live');
    expect(times.slice(0, 6)).toEqual([0, 3, 6, 9, 12, 72].map((minutes) => minutes * MINUTE));
    expect(times.at(-1)).toBe(71 * HOUR + 12 * MINUTE);
    expect(times).toHaveLength(5 + 71);
  });
});
