import type { GreyImage } from './grey-image';

/** Blurs by a box of `2 · reach + 1` pixels a side, twice, which is near to a bell: what is left of noise no longer tears signs apart. */
export function smooth(image: GreyImage, reach: number): GreyImage {
  const once = (data: Uint8Array) => boxed(boxed(data, image.width, image.height, 1, image.width, reach), image.height, image.width, image.width, 1, reach);
  return { ...image, data: once(once(image.data)) };
}

/** Means over `2 · reach + 1` pixels along `count` lines of `length` pixels, which are `step` apart; `stride` leads to the next line. */
function boxed(from: Uint8Array, length: number, count: number, step: number, stride: number, reach: number): Uint8Array {
  const to = new Uint8Array(from.length);
  const size = 2 * reach + 1;
  for (let line = 0; line < count; line += 1) {
    const start = line * stride;
    const at = (i: number) => from[start + Math.min(length - 1, Math.max(0, i)) * step] ?? 0;
    let sum = 0;
    for (let i = -reach; i <= reach; i += 1) sum += at(i);
    for (let i = 0; i < length; i += 1) {
      to[start + i * step] = sum / size + 0.5;
      sum += at(i + reach + 1) - at(i - reach);
    }
  }
  return to;
}
