import type { DayTotals } from '../api/types';
import { layOut } from './chart';

const day = (succeeded: string, failed = '0', abandoned = '0'): DayTotals => ({
  day: '2026-11-22',
  succeeded: { count: 3, amountMinor: succeeded },
  failed: { count: 1, amountMinor: failed },
  abandoned: { count: 0, amountMinor: abandoned },
});

describe('the bars of the chart', () => {
  it('stand on each other below a round maximum', () => {
    const { bars, maximum } = layOut([day('3000', '500'), day('0')], 'amount');
    expect(maximum).toBe(4000n);
    expect(bars[0]?.parts).toEqual([
      { group: 'succeeded', from: 0, height: 0.75 },
      { group: 'failed', from: 0.75, height: 0.125 },
      { group: 'abandoned', from: 0.875, height: 0 },
    ]);
  });

  it('count payments as well as money', () => {
    expect(layOut([day('3000', '500')], 'count')).toMatchObject({ maximum: 4n });
  });

  it('are flat where nothing happened', () => {
    const { bars, maximum } = layOut([day('0')], 'amount');
    expect(maximum).toBe(0n);
    expect(bars[0]?.parts.every(({ height }) => height === 0)).toBe(true);
  });
});
