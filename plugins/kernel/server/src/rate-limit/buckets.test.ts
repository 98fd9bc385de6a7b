import { createBuckets } from './buckets';

describe('a token bucket', () => {
  let now = 0;
  const buckets = () => createBuckets({ capacity: 3, refillPerSecond: 2, maxKeys: 2, nowMs: () => now });
  beforeEach(() => {
    now = 0;
  });

  it('lets a burst through, then says how long to wait', () => {
    const { take } = buckets();
    expect([take('a'), take('a'), take('a'), take('a')]).toEqual([0, 0, 0, 0.5]);
  });

  it('fills again with time, never above its capacity', () => {
    const { take } = buckets();
    take('a', 3);
    now = 500;
    expect([take('a'), take('a')]).toEqual([0, 0.5]);
    now = 60_000;
    expect([take('a', 3), take('a', 1)]).toEqual([0, 0.5]);
  });

  it('takes nothing where there is not enough', () => {
    const { take } = buckets();
    expect([take('a', 2), take('a', 2), take('a', 1)]).toEqual([0, 0.5, 0]);
  });

  it('is each key’s own, and the one used least lately is forgotten first', () => {
    const { take } = buckets();
    take('a', 3);
    take('b', 3);
    expect(take('a')).toBe(0.5);
    take('c');
    expect([take('a') > 0, take('b')]).toEqual([true, 0]);
  });
});
