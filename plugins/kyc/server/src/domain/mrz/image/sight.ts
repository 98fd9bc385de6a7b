import { CELL_SIZE, sampleCell, type LineGrid } from './cells';
import type { GreyImage } from './grey-image';
import { CLASSES, classify, NONE, type Layers } from './network';

/** Looks at cells of one picture. */
export interface Sight {
  /** How well the cells of a grid show signs: the mean of each one's best, in natural logarithms; 0 is perfect. */
  clarityOf(grid: LineGrid, cells: readonly number[]): number;
  /** How likely a cell holds any sign at all, from 0 to 1. */
  presenceOf(grid: LineGrid, k: number): number;
  /** Logarithm of each class's probability, from several looks a little apart. */
  look(grid: LineGrid, k: number): Float32Array;
}

/** One bad cell (a stain) counts for no more than this. */
const WORST = -4;
/** In widths and heights of a cell. */
const LOOKS = [[0, 0], [0.045, 0], [-0.045, 0], [0, 0.035], [0, -0.035]] as const;

export function createSight(image: GreyImage, layers: Layers): Sight {
  const cell = new Float32Array(CELL_SIZE);
  const logs = new Float32Array(CLASSES);
  const hidden = new Float32Array(layers.hidden);
  const see = (grid: LineGrid, k: number, shiftX = 0, shiftY = 0) => {
    sampleCell(image, grid, k, cell, shiftX, shiftY);
    classify(layers, cell, logs, hidden);
  };
  return {
    clarityOf(grid, cells) {
      let sum = 0;
      for (const k of cells) {
        see(grid, k);
        let best = WORST;
        for (let i = 0; i < NONE; i += 1) if ((logs[i] ?? WORST) > best) best = logs[i] ?? WORST;
        sum += best;
      }
      return sum / cells.length;
    },
    presenceOf(grid, k) {
      see(grid, k);
      return 1 - Math.exp(logs[NONE] ?? 0);
    },
    look(grid, k) {
      const mean = new Float32Array(CLASSES);
      for (const [shiftX, shiftY] of LOOKS) {
        see(grid, k, shiftX, shiftY);
        for (let i = 0; i < CLASSES; i += 1) mean[i] = (mean[i] ?? 0) + Math.exp(logs[i] ?? 0) / LOOKS.length;
      }
      return mean.map((probability) => Math.log(Math.max(probability, 1e-12)));
    },
  };
}
