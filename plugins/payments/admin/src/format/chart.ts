import type { DayTotals, TotalGroup } from '../api/types';

export type Measure = 'amount' | 'count';

/** From the bottom of a bar to its top. */
export const groups: readonly TotalGroup[] = ['succeeded', 'failed', 'abandoned'];

export const valueOf = (day: DayTotals, group: TotalGroup, measure: Measure): bigint =>
  measure === 'amount' ? BigInt(day[group].amountMinor) : BigInt(day[group].count);

export interface Bar {
  day: DayTotals;
  /** Shares of the chart's height, 0 to 1. */
  parts: { group: TotalGroup; from: number; height: number }[];
}

/** Lays the bars out below a round maximum. */
export function layOut(days: readonly DayTotals[], measure: Measure): { bars: Bar[]; maximum: bigint } {
  const sumOf = (day: DayTotals) => groups.reduce((sum, group) => sum + valueOf(day, group, measure), 0n);
  const maximum = roundUp(days.reduce((most, day) => (sumOf(day) > most ? sumOf(day) : most), 0n));
  // Divided while still a bigint: amounts may be larger than a float can tell apart.
  const share = (value: bigint) => (maximum === 0n ? 0 : Number((value * 10_000n) / maximum) / 10_000);
  const bars = days.map((day) => {
    let from = 0;
    const parts = groups.map((group) => {
      const height = share(valueOf(day, group, measure));
      from += height;
      return { group, from: from - height, height };
    });
    return { day, parts };
  });
  return { bars, maximum };
}

/** The next of 1, 2, 4, 5, 10 … times a power of ten, halves of which are round too. */
function roundUp(value: bigint): bigint {
  if (value <= 2n) return value === 0n ? 0n : 2n;
  const power = 10n ** BigInt(value.toString().length - 1);
  const step = [1n, 2n, 4n, 5n, 6n, 8n, 10n].find((factor) => factor * power >= value) ?? 10n;
  return step * power;
}
