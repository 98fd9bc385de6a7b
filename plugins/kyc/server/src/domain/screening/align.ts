import { compareTokens } from './compare-tokens';
import type { Token } from './tokens';

/** One word of each name beside the other, or one that has no other. */
export interface Pairing {
  left: string | null;
  right: string | null;
  /** 0 to 1; 0 where there is no other. */
  similarity: number;
  /** How much it says about who it is, 0 to 1. */
  weight: number;
}

export interface Alignment {
  /** 0 to 1; the same either way round. */
  score: number;
  pairings: Pairing[];
}

/**
 * How much a word that one name lacks counts against it, of what one that both have counts for it: a middle name left out
 * leaves two of three, a family name alone is not enough.
 */
const UNPAIRED = 0.4;

/**
 * Puts the words of two names beside each other so that the most is alike, whatever their order, and says how alike the names are.
 * The best of all pairings is found, not the first good one, so it is the same either way round.
 */
export function align(left: readonly Token[], right: readonly Token[]): Alignment {
  const [a, b] = joined(left, right);
  const isSwapped = a.length > b.length;
  const [rows, columns] = isSwapped ? [b, a] : [a, b];
  const partners = bestPartners(rows, columns);
  const pairings: Pairing[] = [];
  let alike = 0;
  let whole = 0;
  const isPaired = new Set<number>();
  rows.forEach((row, at) => {
    const partner = partners[at];
    const column = partner === undefined ? undefined : columns[partner.column];
    if (partner === undefined || column === undefined) {
      whole += row.weight * UNPAIRED;
      pairings.push(isSwapped ? { left: null, right: row.text, similarity: 0, weight: row.weight } : { left: row.text, right: null, similarity: 0, weight: row.weight });
      return;
    }
    isPaired.add(partner.column);
    const weight = (row.weight + column.weight) / 2;
    alike += weight * partner.similarity;
    whole += weight;
    const [one, other] = isSwapped ? [column, row] : [row, column];
    pairings.push({ left: one.text, right: other.text, similarity: partner.similarity, weight });
  });
  columns.forEach((column, at) => {
    if (isPaired.has(at)) return;
    whole += column.weight * UNPAIRED;
    pairings.push(isSwapped ? { left: column.text, right: null, similarity: 0, weight: column.weight } : { left: null, right: column.text, similarity: 0, weight: column.weight });
  });
  return { score: whole === 0 ? 0 : alike / whole, pairings };
}

interface Partner {
  column: number;
  similarity: number;
}

/** For each row its column, so that the sum of what is alike is the greatest: from the last row up, over all sets of columns taken. */
function bestPartners(rows: readonly Token[], columns: readonly Token[]): (Partner | undefined)[] {
  const similar = rows.map((row) => columns.map((column) => compareTokens(row, column)));
  const gains = rows.map((row, at) => columns.map((column, beside) => (similar[at]?.[beside] ?? 0) * (row.weight + column.weight)));
  const sets = 1 << columns.length;
  // best[row][taken]: the most that rows from `row` on can add.
  const best = Array.from({ length: rows.length + 1 }, () => new Float64Array(sets));
  const choose = (row: number, taken: number): { most: number; column: number } => {
    const below = best[row + 1] ?? best[0];
    let [most, chosen] = [below?.[taken] ?? 0, -1];
    for (let column = 0; column < columns.length; column += 1) {
      const gain = gains[row]?.[column] ?? 0;
      if (gain === 0 || (taken & (1 << column)) !== 0) continue;
      const sum = gain + (below?.[taken | (1 << column)] ?? 0);
      if (sum > most) [most, chosen] = [sum, column];
    }
    return { most, column: chosen };
  };
  for (let row = rows.length - 1; row > 0; row -= 1) {
    const mine = best[row];
    if (mine) for (let taken = 0; taken < sets; taken += 1) mine[taken] = choose(row, taken).most;
  }
  let taken = 0;
  return rows.map((_, row) => {
    const { column } = choose(row, taken);
    if (column === -1) return undefined;
    taken |= 1 << column;
    return { column, similarity: similar[row]?.[column] ?? 0 };
  });
}

/** Brings `abdul rahman` and `abdulrahman` together: two words of one name that are one word of the other become one. */
function joined(left: readonly Token[], right: readonly Token[]): [readonly Token[], readonly Token[]] {
  return left.length === right.length ? [left, right] : left.length > right.length ? [joinLike(left, right), right] : [left, joinLike(right, left)];
}

function joinLike(many: readonly Token[], few: readonly Token[]): readonly Token[] {
  for (const whole of few) {
    const { text } = whole;
    for (const first of many) {
      if (first.text === text || !text.startsWith(first.text)) continue;
      const second = many.find((token) => token !== first && first.text + token.text === text);
      if (second) return joinLike([...many.filter((token) => token !== first && token !== second), { ...whole, weight: 1 }], few);
    }
  }
  return many;
}
