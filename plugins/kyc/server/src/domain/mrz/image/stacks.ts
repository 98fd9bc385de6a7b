import { middleAt, type TextLine } from './text-lines';

/** Lines of one text, from the upper to the lower. */
export type Stack = readonly TextLine[];

/** Zones have their lines 1.6 (cards) to 2.5 (passports) pitches apart; the rest is the camera. */
const APART = { least: 1.2, most: 3.4 };
/** Of the longest lines; a zone's are among the longest of any document. */
const LINES_LOOKED_AT = 24;
const LEAST_BLOBS = 10;

/** Lines below each other that may be a zone, the likeliest first: two, or three at equal distances. */
export function findStacks(lines: readonly TextLine[]): Stack[] {
  const longest = lines.filter(({ blobs }) => blobs.length >= LEAST_BLOBS).toSorted((a, b) => b.blobs.length - a.blobs.length).slice(0, LINES_LOOKED_AT);
  const stacks: Stack[] = [];
  for (const upper of longest) {
    for (const lower of longest) {
      const gap = gapBetween(upper, lower);
      if (gap === undefined) continue;
      stacks.push([upper, lower]);
      for (const third of longest) {
        const next = gapBetween(lower, third);
        if (next !== undefined && Math.abs(next / gap - 1) < 0.3) stacks.push([upper, lower, third]);
      }
    }
  }
  const size = (stack: Stack) => stack.reduce((sum, { blobs }) => sum + blobs.length, 0);
  return stacks.toSorted((a, b) => size(b) - size(a));
}

/** Pixels from one line down to another that can belong to it; undefined when it cannot. */
function gapBetween(upper: TextLine, lower: TextLine): number | undefined {
  const pitch = (upper.pitch + lower.pitch) / 2;
  const [from, to] = [Math.max(upper.left, lower.left), Math.min(upper.right, lower.right)];
  const narrower = Math.min(upper.right - upper.left, lower.right - lower.left);
  const gap = middleAt(lower, (from + to) / 2) - middleAt(upper, (from + to) / 2);
  const isNear = gap > APART.least * pitch && gap < APART.most * pitch;
  const isParallel = Math.abs(upper.slope - lower.slope) < 0.06 && Math.abs(upper.pitch / lower.pitch - 1) < 0.14;
  return isNear && isParallel && to - from > 0.5 * narrower ? gap : undefined;
}
