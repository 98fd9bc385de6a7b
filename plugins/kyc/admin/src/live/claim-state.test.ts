import { claimAt, claimOf, shouldBeat } from './claim-state';

describe('a claim', () => {
  const until = '2026-11-23T12:00:00.000Z';
  const end = Date.parse(until);

  it('is mine, somebody else’s, or nobody’s', () => {
    const by = { id: 'stf_1', name: 'Ngozi Bello' };
    expect([claimOf({ by, until }, 'stf_1').is, claimOf({ by, until }, 'stf_2').is, claimOf(null, 'stf_1').is]).toEqual(['mine', 'others', 'free']);
  });

  it('is lost when its time is up, and of somebody else’s becomes free', () => {
    expect(claimAt({ is: 'mine', until }, end - 1)).toEqual({ is: 'mine', until });
    expect(claimAt({ is: 'mine', until }, end)).toEqual({ is: 'lost', why: 'time_up' });
    expect(claimAt({ is: 'others', by: 'Ngozi', until }, end)).toEqual({ is: 'free' });
  });

  it('is kept while somebody works, and not for somebody who went away', () => {
    const mine = { is: 'mine', until } as const;
    expect(shouldBeat(mine, end, end - 50_000, end - 1_000)).toBe(true);
    expect(shouldBeat(mine, end, end - 10_000, end - 1_000)).toBe(false);
    expect(shouldBeat(mine, end, end - 200_000, end - 180_000)).toBe(false);
    expect(shouldBeat({ is: 'free' }, end, 0, end)).toBe(false);
  });
});
