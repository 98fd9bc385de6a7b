/** Grey pixels, a byte each, row by row. */
export interface GreyPicture {
  pixels: Uint8Array;
  width: number;
  height: number;
}

/** At this width sharpness is measured, so that pictures of any size compare. */
export const MEASURED_WIDTH = 600;
/** Below it, letters of the size that documents have can hardly be read; a sharp scan has 2,000 and more. */
const LEAST_SHARPNESS = 300;
/** The longer side, in pixels: a card that fills the picture is then at 300 dots an inch. */
const LEAST_LENGTH = 1_000;

export type QualityHint = 'blurry' | 'small';

/** Advice for whoever sends a picture and whoever reviews it; nothing is decided by it. */
export interface Quality {
  width: number;
  height: number;
  /** The variance of the Laplacian, rounded. */
  sharpness: number;
  hints: QualityHint[];
}

export function qualityOf(width: number, height: number, measured: GreyPicture): Quality {
  const sharpness = Math.round(laplacianVariance(measured));
  const hints: QualityHint[] = [];
  if (sharpness < LEAST_SHARPNESS) hints.push('blurry');
  if (Math.max(width, height) < LEAST_LENGTH) hints.push('small');
  return { width, height, sharpness, hints };
}

/**
 * How much a picture changes from pixel to pixel: edges give large second derivatives of both signs, blur takes them.
 *
 * @see Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy: a comparative study", ICPR 2000
 */
export function laplacianVariance({ pixels, width, height }: GreyPicture): number {
  const count = (width - 2) * (height - 2);
  if (width < 3 || height < 3) return 0;
  let sum = 0;
  let squares = 0;
  const at = (index: number) => pixels[index] ?? 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const centre = y * width + x;
      const value = at(centre - width) + at(centre - 1) + at(centre + 1) + at(centre + width) - 4 * at(centre);
      sum += value;
      squares += value * value;
    }
  }
  return squares / count - (sum / count) ** 2;
}
