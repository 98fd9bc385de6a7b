import type { GreyImage } from './grey-image';

/** A window's side over the long side of the picture: some signs of a zone fit in, a shadow's edge does not. */
const WINDOW_SHARE = 1 / 40;
/** How much darker than the mean of its window ink is: shades, and deviations of that window. */
const LEAST_DEPTH = 10;
const DEVIATIONS = 0.7;

/** 1 where a pixel is clearly darker than what surrounds it (after Sauvola), whatever the light there is. */
export function inkMask({ width, height, data }: GreyImage): Uint8Array {
  const half = Math.max(6, Math.round((Math.max(width, height) * WINDOW_SHARE) / 2));
  const mask = new Uint8Array(width * height);
  // Sums over columns of the rows in the window, kept up row by row: no integral image of the whole picture is needed.
  const sums = new Float64Array(width + 1);
  const squares = new Float64Array(width + 1);
  const columnSum = new Float64Array(width);
  const columnSquare = new Float64Array(width);
  const add = (row: number, sign: number) => {
    for (let x = 0, at = row * width; x < width; x += 1, at += 1) {
      const shade = data[at] ?? 0;
      columnSum[x] = (columnSum[x] ?? 0) + sign * shade;
      columnSquare[x] = (columnSquare[x] ?? 0) + sign * shade * shade;
    }
  };
  for (let row = 0; row < Math.min(half, height); row += 1) add(row, 1);
  for (let y = 0; y < height; y += 1) {
    if (y + half < height) add(y + half, 1);
    if (y - half - 1 >= 0) add(y - half - 1, -1);
    const rows = Math.min(height - 1, y + half) - Math.max(0, y - half) + 1;
    for (let x = 0; x < width; x += 1) {
      sums[x + 1] = (sums[x] ?? 0) + (columnSum[x] ?? 0);
      squares[x + 1] = (squares[x] ?? 0) + (columnSquare[x] ?? 0);
    }
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
      const left = Math.max(0, x - half);
      const right = Math.min(width, x + half + 1);
      const count = (right - left) * rows;
      const mean = ((sums[right] ?? 0) - (sums[left] ?? 0)) / count;
      const variance = ((squares[right] ?? 0) - (squares[left] ?? 0)) / count - mean * mean;
      if ((data[at] ?? 0) < mean - Math.max(LEAST_DEPTH, DEVIATIONS * Math.sqrt(Math.max(0, variance)))) mask[at] = 1;
    }
  }
  return mask;
}
