import { describe, expect, it } from '@jest/globals';
import { atMost } from './at-most';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('work of which there is so much at a time', () => {
  it('never has more of it, and does all of it in order, also where some of it fails', async () => {
    const run = atMost(2);
    let [now, most] = [0, 0];
    const begun: number[] = [];
    const results = await Promise.allSettled(
      Array.from({ length: 12 }, (_, at) =>
        run(async () => {
          begun.push(at);
          now += 1;
          most = Math.max(most, now);
          await turn();
          now -= 1;
          if (at % 3 === 0) throw new Error('failed');
          return at;
        }),
      ),
    );
    expect(most).toBe(2);
    expect(begun).toEqual(Array.from({ length: 12 }, (_, at) => at));
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))).toEqual(begun.map((at) => (at % 3 === 0 ? 'failed' : at)));
  });
});
