import fc from 'fast-check';
import { isGivenUp, nextPauseSeconds, type WatchPolicy } from './watch';

const policy: WatchPolicy = { firstCheckSeconds: 120, giveUpSeconds: 86_400, forgetSeconds: 604_800 };

describe('the watch over an unfinished payment', () => {
  it('looks again after pauses that double', () => {
    expect([0, 1, 2, 3].map((checks) => nextPauseSeconds(policy, checks, 0))).toEqual([120, 240, 480, 960]);
  });

  it('never pauses longer than six hours before it gives up', () => {
    expect(nextPauseSeconds(policy, 20, 60)).toBe(21_600);
    expect(nextPauseSeconds(policy, 5_000, 60)).toBe(21_600);
  });

  it('looks exactly when it is time to give up', () => {
    expect(nextPauseSeconds(policy, 10, 86_000)).toBe(400);
  });

  it('looks once a day after it gave up, and not at all once it may forget', () => {
    expect(nextPauseSeconds(policy, 10, 86_400)).toBe(86_400);
    expect(nextPauseSeconds(policy, 10, 604_799)).toBe(86_400);
    expect(nextPauseSeconds(policy, 10, 604_800)).toBeUndefined();
  });

  it('gives up at the moment that was set, not before', () => {
    expect(isGivenUp(policy, 86_399.999)).toBe(false);
    expect(isGivenUp(policy, 86_400)).toBe(true);
  });

  it('always moves forward and always reaches the moment of giving up', () => {
    const policies = fc.record({ first: fc.integer({ min: 1, max: 3_600 }), giveUp: fc.integer({ min: 3_601, max: 10 ** 6 }) });
    fc.assert(
      fc.property(policies, ({ first, giveUp }) => {
        const watch = { firstCheckSeconds: first, giveUpSeconds: giveUp, forgetSeconds: giveUp + 7 * 86_400 };
        let ageSeconds = 0;
        let looks = 0;
        for (let pause = nextPauseSeconds(watch, looks, ageSeconds); pause !== undefined; pause = nextPauseSeconds(watch, looks, ageSeconds)) {
          expect(pause).toBeGreaterThan(0);
          if (ageSeconds < giveUp) expect(ageSeconds + pause).toBeLessThanOrEqual(giveUp);
          ageSeconds += pause;
          looks += 1;
        }
        expect(ageSeconds).toBeGreaterThanOrEqual(watch.forgetSeconds);
        expect(looks).toBeLessThan(200);
      }),
    );
  });
});
