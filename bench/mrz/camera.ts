import sharp from 'sharp';
import type { Sheet } from './document.ts';
import type { Random } from './random.ts';

/** How a sheet is photographed. All lengths in pitches of the zone (2.54 mm of the document). */
export interface Shot {
  pixelsPerMm: number;
  /** Degrees, clockwise. */
  turn: number;
  /** By how much the far side is smaller, e.g. 0.05; across and down. */
  tiltX: number;
  tiltY: number;
  blur: number;
  /** Standard deviation, in shades. */
  noise: number;
  /** Bright spots; `most` of the way to white in their middle. `at` goes along the zone from 0 to 1. */
  glare: { at: number; reach: number; most: number }[];
  /** Shades from one side of the picture to the other. */
  shadow: number;
  jpeg: number;
  paper: number;
  ink: number;
  pattern: number;
}

/** Ground around the sheet, as a share of it. */
const MARGIN = 0.06;

type Homography = (x: number, y: number) => [number, number];

/** From the picture to the sheet, both measured from their middles, and the size the picture needs. */
function view(sheet: Sheet, { turn, tiltX, tiltY }: Shot): { toSheet: Homography; width: number; height: number } {
  const [sheetWidth, sheetHeight] = [sheet.image.width, sheet.image.height];
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const width = Math.ceil((Math.abs(cos) * sheetWidth + Math.abs(sin) * sheetHeight) * (1 + 2 * MARGIN));
  const height = Math.ceil((Math.abs(sin) * sheetWidth + Math.abs(cos) * sheetHeight) * (1 + 2 * MARGIN));
  return {
    width,
    height,
    toSheet(x, y) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const [rx, ry] = [cos * dx + sin * dy, -sin * dx + cos * dy];
      const depth = 1 + (tiltX * rx) / sheetWidth + (tiltY * ry) / sheetHeight;
      return [rx / depth + sheetWidth / 2, ry / depth + sheetHeight / 2];
    },
  };
}

/** How much of the way to white a point of the sheet is. */
export function glareAt(sheet: Sheet, { glare }: Shot, x: number, y: number): number {
  const middle = sheet.middles.reduce((sum, one) => sum + one, 0) / sheet.middles.length;
  return glare.reduce((least, { at, reach, most }) => {
    const [dx, dy] = [(x - (sheet.left + at * (sheet.image.width - 2 * sheet.left))) / (reach * sheet.pitch), (y - middle) / (reach * sheet.pitch)];
    return 1 - (1 - least) * (1 - most * Math.exp(-(dx * dx + dy * dy)));
  }, 0);
}

/** A JPEG, as an uploaded photograph is. */
export async function photograph(sheet: Sheet, shot: Shot, random: Random): Promise<Buffer> {
  const { toSheet, width, height } = view(sheet, shot);
  const ground = random.between(60, 130);
  const pixels = new Uint8Array(width * height);
  const { data, width: sheetWidth, height: sheetHeight } = sheet.image;
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      const [sx, sy] = toSheet(x, y);
      const [left, top] = [Math.floor(sx), Math.floor(sy)];
      if (left < 0 || top < 0 || left >= sheetWidth - 1 || top >= sheetHeight - 1) {
        pixels[at] = ground + 8 * Math.sin(x * 0.07) * Math.sin(y * 0.09);
        continue;
      }
      const [fx, fy, from] = [sx - left, sy - top, top * sheetWidth + left];
      const upper = (data[from] ?? 0) * (1 - fx) + (data[from + 1] ?? 0) * fx;
      const lower = (data[from + sheetWidth] ?? 0) * (1 - fx) + (data[from + sheetWidth + 1] ?? 0) * fx;
      const shade = upper * (1 - fy) + lower * fy + shot.shadow * (x / width - 0.5);
      pixels[at] = Math.max(0, Math.min(255, shade + (255 - shade) * (shot.glare.length > 0 ? glareAt(sheet, shot, sx, sy) : 0)));
    }
  }
  const raw = { raw: { width, height, channels: 1 as const } };
  const deviation = shot.blur * sheet.pitch;
  const soft = deviation < 0.3 ? pixels : await sharp(pixels, raw).blur(deviation).greyscale().raw().toBuffer();
  if (shot.noise > 0) for (let i = 0; i < soft.length; i += 1) soft[i] = Math.max(0, Math.min(255, (soft[i] ?? 0) + random.normal() * shot.noise));
  return sharp(soft, raw).jpeg({ quality: shot.jpeg }).toBuffer();
}
