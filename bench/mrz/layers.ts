import type { Layers, PackedLayers } from '../../plugins/kyc/server/src/domain/mrz/image/network.ts';
import type { Random } from './random.ts';

/** Weights to begin with (He). */
export function freshLayers(inputs: number, hidden: number, classes: number, random: Random): Layers {
  const layer = (rows: number, columns: number) => Float32Array.from({ length: rows * (columns + 1) }, (_, i) => (i % (columns + 1) === columns ? 0 : random.normal() * Math.sqrt(2 / columns)));
  return { hidden, first: layer(hidden, inputs), second: layer(classes, hidden) };
}

const pack = (weights: Float32Array, rows: number): PackedLayers['first'] => {
  const columns = weights.length / rows;
  const bytes = Buffer.alloc(weights.length);
  const scales = Buffer.alloc(rows * 4);
  for (let row = 0; row < rows; row += 1) {
    const mine = weights.subarray(row * columns, (row + 1) * columns);
    const scale = Math.fround(mine.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-6) / 127);
    scales.writeFloatLE(scale, row * 4);
    mine.forEach((weight, i) => bytes.writeInt8(Math.round(weight / scale), row * columns + i));
  }
  return { weights: bytes.toString('base64'), scales: scales.toString('base64') };
};

export const packLayers = ({ hidden, first, second }: Layers, classes: number): PackedLayers => ({ hidden, first: pack(first, hidden), second: pack(second, classes) });

/** Adam (Kingma and Ba, 2015) over one array of weights. */
export function createAdam(weights: Float32Array) {
  const gradient = new Float32Array(weights.length);
  const mean = new Float32Array(weights.length);
  const square = new Float32Array(weights.length);
  let steps = 0;
  return {
    gradient,
    /** Moves the weights against the gradient of a batch, and forgets it. */
    step(rate: number, batch: number) {
      steps += 1;
      const scale = (rate * Math.sqrt(1 - 0.999 ** steps)) / (1 - 0.9 ** steps);
      for (let i = 0; i < weights.length; i += 1) {
        const slope = (gradient[i] ?? 0) / batch;
        const m = (mean[i] = 0.9 * (mean[i] ?? 0) + 0.1 * slope);
        const v = (square[i] = 0.999 * (square[i] ?? 0) + 0.001 * slope * slope);
        weights[i] = (weights[i] ?? 0) - (scale * m) / (Math.sqrt(v) + 1e-8);
        gradient[i] = 0;
      }
    },
  };
}
