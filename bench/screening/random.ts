import { createRandom as createNumbers } from '../../tests/chaos/random.ts';

/** The same choices for the same seed, on every machine. */
export interface Random {
  /** 0 ≤ n < 1 */
  next(): number;
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
  /** Early ones far more often than late ones, as names are. */
  pickCommon<T>(from: readonly T[]): T;
}

export function createRandom(seed: number): Random {
  const { next } = createNumbers(seed);
  const at = <T>(from: readonly T[], index: number): T => {
    const found = from[index];
    if (found === undefined) throw new Error('There is nothing to pick from.');
    return found;
  };
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    pick: (from) => at(from, Math.floor(next() * from.length)),
    pickCommon: (from) => at(from, Math.floor(next() ** 2 * from.length)),
  };
}
