import type { LineGrid } from './cells';
import { middleAt, type TextLine } from './text-lines';

/** Which way the picture was turned to look for lines: as it is, or by a quarter to the left. */
export type View = 'upright' | 'quarter';

/** A grid over a line, its cell 0 where the leftmost blob of the line is, and which cells the blobs span. */
export interface FittedLine {
  readonly grid: LineGrid;
  readonly cells: number;
}

/** Further off its place than this (in pitches) a blob is no sign of the grid. */
const FAR = 0.28;

/** From this many blobs on, distances may grow or shrink along the line, as perspective makes them. */
const ENOUGH_TO_BEND = 12;

/** Distances through the blobs of a line, by least squares: equal ones, then such as change evenly. */
export function fitLine(line: TextLine): FittedLine {
  const places = numbered(line);
  let curve: Curve = [...leastSquares(places), 0];
  for (let round = 0; round < 4; round += 1) {
    const near = places.filter(({ k, x }) => Math.abs(x - at(curve, k)) < (round < 2 ? 2 * FAR : FAR) * line.pitch);
    if (near.length < 4) break;
    curve = near.length < ENOUGH_TO_BEND ? [...leastSquares(near), 0] : quadratic(near);
  }
  const [start, pitch, bend] = curve;
  const last = places.at(-1)?.k ?? 0;
  return { grid: { x: start, y: middleAt(line, start), stepX: pitch, stepY: pitch * line.slope, bendX: bend, bendY: bend * line.slope, stretch: 1, shear: 0 }, cells: last + 1 };
}

/** `x = start + k·pitch + k²·bend` */
type Curve = readonly [start: number, pitch: number, bend: number];
const at = ([start, pitch, bend]: Curve, k: number) => start + k * (pitch + k * bend);

/** Fits a line first, and to what it leaves a parabola that is at right angles to it. */
function quadratic(places: readonly { k: number; x: number }[]): Curve {
  const [start, pitch] = leastSquares(places);
  const [squareStart, squarePitch] = leastSquares(places.map(({ k }) => ({ k, x: k * k })));
  const apart = places.map(({ k, x }) => ({ own: k * k - squareStart - k * squarePitch, left: x - start - k * pitch }));
  const spread = apart.reduce((sum, { own }) => sum + own * own, 0);
  const bend = spread === 0 ? 0 : apart.reduce((sum, { own, left }) => sum + own * left, 0) / spread;
  return [start - bend * squareStart, pitch - bend * squarePitch, bend];
}

/** Counts along the line; each step is measured from the last signs, so that a small error of the pitch does not add up. */
function numbered({ blobs, pitch }: TextLine): { k: number; x: number }[] {
  const places: { k: number; x: number }[] = [];
  for (const blob of blobs) {
    if (blob.width > 1.35 * pitch) continue;
    const before = places.at(-1);
    if (!before) {
      places.push({ k: 0, x: blob.x });
      continue;
    }
    const recent = places.slice(-6);
    const local = recent.length >= 4 ? leastSquares(recent)[1] : pitch;
    const step = Math.abs(local / pitch - 1) < 0.15 ? local : pitch;
    const moved = Math.round((blob.x - before.x) / step);
    if (moved > 0) places.push({ k: before.k + moved, x: blob.x });
  }
  return places;
}

function leastSquares(places: readonly { k: number; x: number }[]): [start: number, pitch: number] {
  const count = places.length;
  const meanK = places.reduce((sum, { k }) => sum + k, 0) / count;
  const meanX = places.reduce((sum, { x }) => sum + x, 0) / count;
  const spread = places.reduce((sum, { k }) => sum + (k - meanK) ** 2, 0);
  const pitch = spread === 0 ? 1 : places.reduce((sum, { k, x }) => sum + (k - meanK) * (x - meanX), 0) / spread;
  return [meanX - meanK * pitch, pitch];
}

/** The same grid, its cell 0 where cell `cells` was. */
export const movedBy = (grid: LineGrid, cells: number): LineGrid => ({
  ...grid,
  x: grid.x + cells * (grid.stepX + cells * grid.bendX),
  y: grid.y + cells * (grid.stepY + cells * grid.bendY),
  stepX: grid.stepX + 2 * cells * grid.bendX,
  stepY: grid.stepY + 2 * cells * grid.bendY,
});

/** The same cells read from the other end, by somebody who stands on his head. */
export function reversed(grid: LineGrid, cells: number): LineGrid {
  const end = movedBy(grid, cells - 1);
  return { ...end, stepX: -end.stepX, stepY: -end.stepY };
}

/** From the view in which a line was found to the picture as it is: `(x, y)` there is `(-y, x)` here. */
export const fromView = (grid: LineGrid, view: View): LineGrid =>
  view === 'upright' ? grid : { ...grid, x: -grid.y, y: grid.x, stepX: -grid.stepY, stepY: grid.stepX, bendX: -grid.bendY, bendY: grid.bendX };
