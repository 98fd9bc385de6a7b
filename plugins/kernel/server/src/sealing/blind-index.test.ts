import { createBlindIndex } from './blind-index';

/** Keys that come from the name alone, as those of a database come from its rows. */
const keys = (first: string) => ({ obtain: (subject: string) => Promise.resolve(Buffer.from(`${first}${subject}`.padEnd(32, '.'))), find: () => Promise.resolve(undefined) });

describe('a blind index', () => {
  it('finds equal values, and no others', async () => {
    const [one, other] = [createBlindIndex(keys('a'), 'numbers'), createBlindIndex(keys('a'), 'numbers')];
    expect(await one.digest('12345678901')).toEqual(await other.digest('12345678901'));
    expect(await one.digest('12345678902')).not.toEqual(await one.digest('12345678901'));
    expect(await one.digest('12345678901')).toHaveLength(32);
  });

  it('tells nothing to who has another key, and finds nothing of another purpose', async () => {
    const digest = await createBlindIndex(keys('a'), 'numbers').digest('12345678901');
    expect(await createBlindIndex(keys('b'), 'numbers').digest('12345678901')).not.toEqual(digest);
    expect(await createBlindIndex(keys('a'), 'files').digest('12345678901')).not.toEqual(digest);
  });
});
