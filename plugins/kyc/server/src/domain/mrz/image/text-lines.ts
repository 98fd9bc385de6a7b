import type { Blob } from './components';

/** Signs that follow each other at equal distances, from left to right. */
export interface TextLine {
  readonly blobs: readonly Blob[];
  /** Pixels from one sign to the next. */
  readonly pitch: number;
  /** The line through the middles of the signs: `y = at0 + slope · x`. */
  readonly slope: number;
  readonly at0: number;
  readonly left: number;
  readonly right: number;
}

/** A line of OCR-B has signs that are 1.0 to 1.15 of its pitch high; fillers and what is cut in two are lower. */
const STEP_IN_HEIGHTS = { least: 0.55, most: 2.3 };
const LEAST_IN_CHAIN = 5;
/** What is not a letter's shape: rules, frames. */
const MOST_WIDE = 2.2;
/** Between the ends of two pieces of one line, in pitches: glare, or a stain. */
const WIDEST_GAP = 16;

export const middleAt = ({ at0, slope }: TextLine, x: number): number => at0 + slope * x;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Lines of at least five signs, pieces of one line joined. */
export function findTextLines(blobs: readonly Blob[]): TextLine[] {
  const chains = chainsOf(blobs.filter(({ width, height }) => width < height * MOST_WIDE && height < width * 9));
  const lines = chains.filter((chain) => chain.length >= LEAST_IN_CHAIN).flatMap((chain) => lineOf(chain) ?? []);
  return joined(lines);
}

/** Links each blob with its neighbour to the right, where both mean each other. */
function chainsOf(unsorted: readonly Blob[]): Blob[][] {
  const blobs = unsorted.toSorted((a, b) => a.x - b.x);
  const rightOf = new Map<number, { to: number; cost: number }>();
  const leftOf = new Map<number, { to: number; cost: number }>();
  for (const [i, blob] of blobs.entries()) {
    for (let j = i + 1; j < blobs.length; j += 1) {
      const other = blobs[j];
      if (!other) break;
      const size = Math.max(blob.height, other.height);
      const apart = other.x - blob.x;
      if (apart > STEP_IN_HEIGHTS.most * Math.max(blob.height * 1.8, size)) break;
      const rise = Math.abs(other.y - blob.y);
      const isAlike = blob.height < other.height * 2.1 && other.height < blob.height * 2.1;
      if (!isAlike || apart < STEP_IN_HEIGHTS.least * size || apart > STEP_IN_HEIGHTS.most * size || rise > 0.3 * apart + 0.15 * size) continue;
      const cost = apart + 2 * rise;
      if (cost < (rightOf.get(i)?.cost ?? Infinity)) rightOf.set(i, { to: j, cost });
      if (cost < (leftOf.get(j)?.cost ?? Infinity)) leftOf.set(j, { to: i, cost });
    }
  }
  const follows = (i: number) => {
    const next = rightOf.get(i)?.to;
    return next !== undefined && leftOf.get(next)?.to === i ? next : undefined;
  };
  const hasBefore = new Set(blobs.flatMap((_blob, i) => follows(i) ?? []));
  return [...blobs.keys()].filter((i) => !hasBefore.has(i)).map((start) => {
    const chain: Blob[] = [];
    for (let at: number | undefined = start; at !== undefined; at = follows(at)) {
      const blob = blobs[at];
      if (blob) chain.push(blob);
    }
    return chain;
  });
}

/** Fits a line through blobs; those far off it (stains, descenders of other lines) leave it. */
function lineOf(chain: readonly Blob[]): TextLine | undefined {
  let members = chain.toSorted((a, b) => a.x - b.x);
  for (let round = 0; ; round += 1) {
    const steps = members.slice(1).map((blob, i) => blob.x - (members[i]?.x ?? 0));
    const pitch = median(steps);
    const meanX = members.reduce((sum, { x }) => sum + x, 0) / members.length;
    const meanY = members.reduce((sum, { y }) => sum + y, 0) / members.length;
    const spread = members.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
    const slope = spread === 0 ? 0 : members.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
    const at0 = meanY - slope * meanX;
    const near = members.filter(({ x, y }) => Math.abs(y - at0 - slope * x) < 0.35 * pitch);
    if (near.length === members.length || round === 3) {
      const [first, last] = [members[0], members.at(-1)];
      return first && last && pitch > 0 ? { blobs: members, pitch, slope, at0, left: first.x, right: last.x } : undefined;
    }
    if (near.length < LEAST_IN_CHAIN) return undefined;
    members = near;
  }
}

/** Joins lines that go on in each other, beginning with the longest. */
function joined(lines: readonly TextLine[]): TextLine[] {
  const open = lines.toSorted((a, b) => b.blobs.length - a.blobs.length);
  const done: TextLine[] = [];
  for (let line = open.shift(); line !== undefined; line = open.shift()) {
    let whole: TextLine = line;
    for (let i = 0; i < open.length; ) {
      const both = joinedWith(whole, open[i]);
      if (both) {
        whole = both;
        open.splice(i, 1);
        i = 0;
      } else i += 1;
    }
    done.push(whole);
  }
  return done;
}

/** The pitch stays that of the longer one: the gap between them says nothing about it. */
function joinedWith(line: TextLine, other: TextLine | undefined): TextLine | undefined {
  const both = other && goesOn(line, other) ? lineOf([...line.blobs, ...other.blobs]) : undefined;
  return both && { ...both, pitch: line.pitch };
}

function goesOn(line: TextLine, other: TextLine): boolean {
  const gap = Math.max(other.left - line.right, line.left - other.right);
  const isLikeIt = Math.abs(other.pitch / line.pitch - 1) < 0.16;
  const middle = (other.left + other.right) / 2;
  return isLikeIt && gap > 0.4 * line.pitch && gap < WIDEST_GAP * line.pitch && Math.abs(middleAt(line, middle) - middleAt(other, middle)) < 0.45 * line.pitch;
}
