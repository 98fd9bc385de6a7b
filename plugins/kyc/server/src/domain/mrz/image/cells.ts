import { shadeAt, type GreyImage } from './grey-image';

/** A sign as the network sees it: so many samples wide and high. */
export const CELL_WIDTH = 16;
export const CELL_HEIGHT = 24;
export const CELL_SIZE = CELL_WIDTH * CELL_HEIGHT;
/** How high a cell is, in widths: OCR-B digits are 1.1 high, and a line is never found exactly. */
const HEIGHT_IN_WIDTHS = 1.5;

/**
 * Where the signs of a line lie: the centre of cell k is `(x + k·stepX + k²·bendX, y + k·stepY + k²·bendY)` in pixels.
 * The bend is what perspective does to equal distances, as far as a line of one document needs.
 */
export interface LineGrid {
  x: number;
  y: number;
  stepX: number;
  stepY: number;
  bendX: number;
  bendY: number;
  /** Height of a sign over its usual height. */
  stretch: number;
  /** How far the foot of a sign lies to the right of its head, in heights. */
  shear: number;
}

/** Shades between which a sign differs from its paper at least; what differs less is enlarged noise. */
export const LEAST_CONTRAST = 24;
/** Where in a cell, from its lightest sample to its darkest, paper and ink are looked for. */
const PAPER_AT = Math.round(CELL_SIZE * 0.8);
const INK_AT = Math.round(CELL_SIZE * 0.04);

/** Samples a point of the cell stands for: along each side. */
const TAPS = 2;

const sorted = new Float32Array(CELL_SIZE);

/**
 * Writes cell `k` to `out`, 0 for paper and 1 for ink whatever their shades, and returns by how many shades they differ.
 * `shiftX` and `shiftY` look beside the cell, in widths.
 */
export function sampleCell(image: GreyImage, grid: LineGrid, k: number, out: Float32Array, shiftX = 0, shiftY = 0): number {
  const rightX = grid.stepX + 2 * k * grid.bendX;
  const rightY = grid.stepY + 2 * k * grid.bendY;
  const downX = -rightY * grid.stretch + grid.shear * rightX;
  const downY = rightX * grid.stretch + grid.shear * rightY;
  const centreX = grid.x + k * (grid.stepX + k * grid.bendX) + shiftX * rightX + shiftY * downX;
  const centreY = grid.y + k * (grid.stepY + k * grid.bendY) + shiftX * rightY + shiftY * downY;
  for (let row = 0, at = 0; row < CELL_HEIGHT; row += 1) {
    for (let column = 0; column < CELL_WIDTH; column += 1, at += 1) {
      let shade = 0;
      for (let tap = 0; tap < TAPS * TAPS; tap += 1) {
        const u = (column + ((tap % TAPS) + 0.5) / TAPS) / CELL_WIDTH - 0.5;
        const v = ((row + (Math.floor(tap / TAPS) + 0.5) / TAPS) / CELL_HEIGHT - 0.5) * HEIGHT_IN_WIDTHS;
        shade += shadeAt(image, centreX + u * rightX + v * downX, centreY + u * rightY + v * downY);
      }
      out[at] = shade / (TAPS * TAPS);
    }
  }
  return normalise(out);
}

function normalise(cell: Float32Array): number {
  sorted.set(cell);
  sorted.sort();
  const paper = sorted[PAPER_AT] ?? 0;
  const contrast = paper - (sorted[INK_AT] ?? 0);
  const scale = 1 / Math.max(contrast, LEAST_CONTRAST);
  for (let i = 0; i < CELL_SIZE; i += 1) cell[i] = Math.min(1.2, Math.max(-0.2, (paper - (cell[i] ?? 0)) * scale));
  return contrast;
}
