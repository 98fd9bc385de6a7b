import { backoffMs, USUAL_BACKOFF } from './backoff.ts';

describe('the wait before another try', () => {
  it('doubles from 1 to 30 seconds', () => {
    expect([0, 1, 2, 3, 4, 5, 1_000].map((failures) => backoffMs(failures, USUAL_BACKOFF, 1))).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('is by chance up to half shorter', () => {
    expect([0, 0.5, 1].map((chance) => backoffMs(1, USUAL_BACKOFF, chance))).toEqual([1_000, 1_500, 2_000]);
  });
});
