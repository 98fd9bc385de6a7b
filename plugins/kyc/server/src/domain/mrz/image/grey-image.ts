/** A picture in shades of grey: one byte a pixel, row by row, 0 is black. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** The shade at a point between pixels; beyond the edge, that of the edge. Pixel centres lie at whole numbers. */
export function shadeAt({ width, height, data }: GreyImage, x: number, y: number): number {
  const cx = x < 0 ? 0 : x > width - 1 ? width - 1 : x;
  const cy = y < 0 ? 0 : y > height - 1 ? height - 1 : y;
  const left = Math.min(Math.floor(cx), Math.max(width - 2, 0));
  const top = Math.min(Math.floor(cy), Math.max(height - 2, 0));
  const right = width > 1 ? 1 : 0;
  const below = height > 1 ? width : 0;
  const fx = cx - left;
  const fy = cy - top;
  const at = top * width + left;
  const upper = (data[at] ?? 0) * (1 - fx) + (data[at + right] ?? 0) * fx;
  const lower = (data[at + below] ?? 0) * (1 - fx) + (data[at + below + right] ?? 0) * fx;
  return upper * (1 - fy) + lower * fy;
}
