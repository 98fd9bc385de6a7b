import { glareAt, type Shot } from './camera.ts';
import type { Sheet } from './document.ts';

/**
 * Whether a person can read every sign of the zone, told from how the picture was made and never from how it was read. Bars of
 * an 8 or a B lie 0.45 pitches apart and are 0.14 thick: they are what must still be seen.
 */
const BARS_APART = 0.45;
const BAR_PIXELS_PER_PITCH = 0.14 * 0.45;
/** Signs of fewer pixels are guessed from the words around them, and a zone has no words. */
const LEAST_PITCH_PIXELS = 8;
/** Blur (in pitches) that leaves a quarter of the contrast between two bars and the paper between them. */
const MOST_BLUR = 0.12;
/** Something is seen reliably when it stands out from noise by five deviations (Rose's criterion), over all pixels that it covers. */
const LEAST_OUTSTANDING = 5;
/** Of 255 shades; screens show a difference of fewer hardly. */
const LEAST_CONTRAST = 20;
/** Ink differs from paper by so many times what the pattern of the paper does. */
const OVER_PATTERN = 1.6;
/** Below it JPEG keeps of 8 × 8 pixels little more than their mean. */
const LEAST_QUALITY = 20;

export function isReadable(sheet: Sheet, shot: Shot, signsALine: number): boolean {
  const pitch = sheet.pitch * (1 - (Math.abs(shot.tiltX) + Math.abs(shot.tiltY)) / 2);
  const blur = Math.max(shot.blur, 0.4 / sheet.pitch);
  if (pitch < LEAST_PITCH_PIXELS || blur > MOST_BLUR || shot.jpeg < LEAST_QUALITY) return false;
  const kept = Math.exp(-2 * Math.PI ** 2 * (blur / BARS_APART) ** 2);
  // What lies beyond white or black in the lightest or the darkest corner is lost.
  const contrast = Math.min(...[-0.5, 0.5].map((side) => Math.min(255, shot.paper + side * shot.shadow) - Math.max(0, shot.ink + side * shot.shadow)));
  if (shot.paper - shot.ink < OVER_PATTERN * shot.pattern) return false;
  const clearest = sheet.middles.map((middle) => Math.min(...Array.from({ length: signsALine }, (_, k) => 1 - glareAt(sheet, shot, sheet.left + (k + 0.5) * sheet.pitch, middle))));
  const seen = contrast * kept * Math.min(...clearest);
  return seen >= LEAST_CONTRAST && seen >= (LEAST_OUTSTANDING * shot.noise) / Math.sqrt(BAR_PIXELS_PER_PITCH * pitch ** 2);
}
