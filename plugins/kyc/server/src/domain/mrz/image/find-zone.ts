import { FORMATS, type Format } from '../formats';
import type { LineGrid } from './cells';
import { findBlobs, type Blob } from './components';
import { fitLine, fromView, movedBy, reversed, type FittedLine, type View } from './fit-grid';
import type { GreyImage } from './grey-image';
import { inkMask } from './ink';
import { refineGrid } from './refine-grid';
import type { Sight } from './sight';
import { findStacks, type Stack } from './stacks';
import { findTextLines } from './text-lines';

/** Lines that may be a zone of a format. */
export interface ZoneCandidate {
  readonly format: Format;
  /** From the first line to the last, as they are read. */
  readonly grids: readonly LineGrid[];
  /** See `Sight.clarityOf`. */
  readonly clarity: number;
}

/** Stacks that are looked at through the network, of each view. */
const MOST_STACKS = 6;
/** Candidates that are worth more than a glance: of each format, and of all. */
const MOST_OF_A_FORMAT = 2;
const MOST_CANDIDATES = 4;
/** Text that is not OCR-B, or that a rough grid misses altogether. */
const LEAST_ROUGH_CLARITY = -3;
/** So many cells the found ends of a zone may be from its real ones: a glare or a thumb hides the others. */
const LOST_CELLS = 9;
/** Stains and edges beside it that look like more of its signs. */
const STRAY_CELLS = 6;

/** The likeliest zones of a picture, the best first; `image` may be smoothed, what `sight` sees is not. Their grids are rough. */
export function findZones(image: GreyImage, sight: Sight): ZoneCandidate[] {
  const blobs = findBlobs(inkMask(image), image.width, image.height);
  const found = (['upright', 'quarter'] as const).flatMap((view) => {
    const stacks = findStacks(findTextLines(seenFrom(blobs, view)));
    return stacks.slice(0, MOST_STACKS).flatMap((stack) => candidatesOf(stack, view, sight));
  });
  const best = found.filter(({ clarity }) => clarity > LEAST_ROUGH_CLARITY).toSorted((a, b) => b.clarity - a.clarity);
  return best.filter(({ format }, i) => best.slice(0, i).filter((other) => other.format === format).length < MOST_OF_A_FORMAT).slice(0, MOST_CANDIDATES);
}

const seenFrom = (blobs: readonly Blob[], view: View): readonly Blob[] =>
  view === 'upright' ? blobs : blobs.map(({ x, y, width, height }) => ({ x: y, y: -x, width: height, height: width }));

function candidatesOf(stack: Stack, view: View, sight: Sight): ZoneCandidate[] {
  const fitted = aligned(stack);
  const cells = Math.max(...fitted.map((line) => line.cells));
  const formats = FORMATS.filter((format) => format.lines === stack.length && cells <= format.length + STRAY_CELLS && cells >= format.length - LOST_CELLS);
  return formats.flatMap((format) => {
    const upright = fitted.map(({ grid }) => fromView(grid, view));
    const asFound = placed(upright, cells, format, sight);
    const turned = placed(upright.map((grid) => reversed(grid, cells)).toReversed(), cells, format, sight);
    return [asFound, turned];
  });
}

/** Grids whose cells 0 lie below each other (at right angles to the lines, however they are turned), on the leftmost blob of any. */
function aligned(stack: Stack): FittedLine[] {
  const fitted = stack.map(fitLine);
  const along = ({ x, y, stepX, stepY }: LineGrid) => (x * stepX + y * stepY) / Math.hypot(stepX, stepY);
  const left = Math.min(...fitted.map(({ grid }) => along(grid)));
  return fitted.map(({ grid, cells }) => {
    const lost = Math.max(0, Math.round((along(grid) - left) / Math.hypot(grid.stepX, grid.stepY)));
    return { grid: movedBy(grid, -lost), cells: cells + lost };
  });
}

/** Slides a format over what was found of it, to where most cells hold a sign. */
function placed(grids: readonly LineGrid[], cells: number, format: Format, sight: Sight): ZoneCandidate {
  const spare = cells - format.length;
  const shifts = Array.from({ length: Math.abs(spare) + 3 }, (_, i) => Math.min(0, spare) - 1 + i);
  const presence = new Map<number, number>();
  const presenceAt = (k: number) => {
    const known = presence.get(k) ?? grids.reduce((sum, grid) => sum + sight.presenceOf(grid, k), 0);
    presence.set(k, known);
    return known;
  };
  // What differs between two places are their ends.
  const filled = (shift: number) => Array.from({ length: format.length }, (_, i) => presenceAt(shift + i)).reduce((sum, one) => sum + one, 0);
  const shift = shifts.toSorted((a, b) => filled(b) - filled(a))[0] ?? 0;
  const moved = grids.map((grid) => movedBy(grid, shift));
  const sample = Array.from({ length: format.length }, (_, i) => i);
  return { format, grids: moved, clarity: mean(moved.map((grid) => sight.clarityOf(grid, sample))) };
}

/** The same zone, its grids fitted to its signs: what is dear. */
export function refineZone({ format, grids }: ZoneCandidate, sight: Sight): ZoneCandidate {
  const lines = grids.map((grid) => refineGrid(sight, grid, format.length));
  return { format, grids: lines.map(({ grid }) => grid), clarity: mean(lines.map(({ clarity }) => clarity)) };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
