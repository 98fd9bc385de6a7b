import { Recent } from './recent';

describe('answers of a short while ago', () => {
  let nowMs = 0;
  const recent = (maxEntries = 10) => new Recent<string>({ ttlMs: 5_000, maxEntries, nowMs: () => nowMs });
  beforeEach(() => {
    nowMs = 0;
  });

  it('are believed for their time and not a moment longer', async () => {
    const kept = recent();
    await kept.find('token', () => Promise.resolve('ada'));
    nowMs = 4_999;
    expect(kept.get('token')).toBe('ada');
    nowMs = 5_000;
    expect(kept.get('token')).toBeUndefined();
  });

  it('age from before they were looked up, however long that took', async () => {
    const kept = recent();
    await kept.find('token', () => {
      nowMs = 3_000;
      return Promise.resolve('ada');
    });
    nowMs = 5_000;
    expect(kept.get('token')).toBeUndefined();
  });

  it('are kept no longer than the token itself is good for', async () => {
    const kept = recent();
    await kept.find('token', () => Promise.resolve('ada'), 1_000);
    nowMs = 1_000;
    expect(kept.get('token')).toBeUndefined();
  });

  it('are looked up once for all who ask at the same time', async () => {
    const kept = recent();
    const lookUp = jest.fn(() => Promise.resolve('ada'));
    expect(await Promise.all([kept.find('token', lookUp), kept.find('token', lookUp)])).toEqual(['ada', 'ada']);
    expect(lookUp).toHaveBeenCalledTimes(1);
  });

  it('are not kept when they may have been read before a change', async () => {
    const kept = recent();
    const finding = kept.find('token', () => Promise.resolve('ada, not blocked yet'));
    kept.drop(() => false);
    await finding;
    expect(kept.get('token')).toBeUndefined();
  });

  it('are looked up anew by who asks after a change, even while an older look-up is under way', async () => {
    const kept = recent();
    let answer: (name: string) => void = () => undefined;
    const before = kept.find('token', () => new Promise<string>((resolve) => (answer = resolve)));
    kept.drop(() => false);
    expect(await kept.find('token', () => Promise.resolve('new'))).toBe('new');
    answer('old');
    await before;
    expect(kept.get('token')).toBe('new');
  });

  it('are forgotten for those whom a change concerns, and kept for others', async () => {
    const kept = recent();
    for (const name of ['ada', 'grace']) await kept.find(name, () => Promise.resolve(name));
    kept.drop((name) => name === 'ada');
    expect([kept.get('ada'), kept.get('grace')]).toEqual([undefined, 'grace']);
  });

  it('never are more than allowed: the oldest goes first', async () => {
    const kept = recent(2);
    for (const name of ['ada', 'grace', 'joan']) await kept.find(name, () => Promise.resolve(name));
    expect([kept.size, kept.get('ada'), kept.get('joan')]).toEqual([2, undefined, 'joan']);
  });

  it('are not kept where there was none, nor where the look-up failed', async () => {
    const kept = recent();
    await kept.find('token', () => Promise.resolve(undefined));
    await expect(kept.find('token', () => Promise.reject(new Error('no database')))).rejects.toThrow('no database');
    expect(await kept.find('token', () => Promise.resolve('ada'))).toBe('ada');
  });
});
