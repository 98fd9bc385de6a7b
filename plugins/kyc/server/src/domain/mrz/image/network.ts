import { SIGNS } from '../signs';
import { CELL_SIZE } from './cells';

/** What a cell can be: each sign, or none of them (blank paper, half of two signs, another font). */
export const CLASSES = SIGNS.length + 1;
export const NONE = SIGNS.length;

/** Two layers of weights, as they are trained: row by row, one row for each unit that they lead to, its bias last. */
export interface Layers {
  readonly hidden: number;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** As they are kept: a byte a weight and a scale a row, in base64 (scales as 32-bit floats, little-endian). */
export interface PackedLayers {
  readonly hidden: number;
  readonly first: { readonly weights: string; readonly scales: string };
  readonly second: { readonly weights: string; readonly scales: string };
}

export function unpackLayers({ hidden, first, second }: PackedLayers): Layers {
  return { hidden, first: unpack(first, hidden, CELL_SIZE + 1), second: unpack(second, CLASSES, hidden + 1) };
}

function unpack({ weights, scales }: PackedLayers['first'], rows: number, columns: number): Float32Array {
  const bytes = Buffer.from(weights, 'base64');
  const scaleBytes = Buffer.from(scales, 'base64');
  if (bytes.length !== rows * columns || scaleBytes.length !== rows * 4) throw new Error('The weights of the reader do not fit its layers; train it again.');
  return Float32Array.from(bytes, (_byte, i) => bytes.readInt8(i) * scaleBytes.readFloatLE(Math.floor(i / columns) * 4));
}

/** Writes the natural logarithm of each class's probability to `out`. `hiddenOut`, when given, receives the hidden layer. */
export function classify({ hidden, first, second }: Layers, cell: Float32Array, out: Float32Array, hiddenOut = new Float32Array(hidden)): void {
  for (let unit = 0, at = 0; unit < hidden; unit += 1) {
    let sum = 0;
    for (let i = 0; i < CELL_SIZE; i += 1, at += 1) sum += (first[at] ?? 0) * (cell[i] ?? 0);
    sum += first[at] ?? 0;
    at += 1;
    hiddenOut[unit] = sum > 0 ? sum : 0;
  }
  let largest = -Infinity;
  for (let unit = 0, at = 0; unit < CLASSES; unit += 1) {
    let sum = 0;
    for (let i = 0; i < hidden; i += 1, at += 1) sum += (second[at] ?? 0) * (hiddenOut[i] ?? 0);
    sum += second[at] ?? 0;
    at += 1;
    out[unit] = sum;
    if (sum > largest) largest = sum;
  }
  let total = 0;
  for (let unit = 0; unit < CLASSES; unit += 1) total += Math.exp((out[unit] ?? 0) - largest);
  const shift = largest + Math.log(total);
  for (let unit = 0; unit < CLASSES; unit += 1) out[unit] = (out[unit] ?? 0) - shift;
}
