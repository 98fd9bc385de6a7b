import { existsSync } from 'node:fs';
import sharp from 'sharp';

/** Debian's package `fonts-ocr-b` (public domain); needed to train and to measure, never to read. */
const FONT_FILE = '/usr/share/fonts/opentype/ocr-b/OCRB.otf';
export const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<';

/** Font size at which OCR-B advances by one pixel. */
export const SIZE_PER_PITCH = 1 / 0.7229;
/** From the middle of a capital down to its foot, in widths of a cell. */
export const MIDDLE_TO_FOOT = 0.498;

/** Pixels a cell is wide in `drawGlyphs`, and how high its picture is. */
export const GLYPH_WIDTH = 64;
export const GLYPH_HEIGHT = 112;

export function requireFont(): void {
  if (!existsSync(FONT_FILE)) throw new Error(`The font OCR-B is missing at ${FONT_FILE}. On Debian and Ubuntu: apt-get install fonts-ocr-b`);
}

/** Places each sign by itself: text renderers do not keep a given advance. */
export const spacedText = (text: string, x: number, foot: number, pitch: number, style = ''): string =>
  `<text font-family="OCR B" font-size="${pitch * SIZE_PER_PITCH}" y="${foot}" x="${[...text].map((_sign, i) => (x + i * pitch).toFixed(2)).join(' ')}" ${style}>${text.replaceAll('<', '&lt;')}</text>`;

/** How much ink, from 0 to 1, each pixel of each sign's cell has, and of some signs of other fonts. */
export async function drawGlyphs(strokePixels: number, family?: string): Promise<Float32Array[]> {
  requireFont();
  return Promise.all([...SIGNS].map(async (sign) => {
    const foot = GLYPH_HEIGHT / 2 + MIDDLE_TO_FOOT * GLYPH_WIDTH;
    const outline = strokePixels === 0 ? '' : `stroke="${strokePixels > 0 ? '#000' : '#fff'}" stroke-width="${Math.abs(strokePixels)}"`;
    const drawn = family === undefined
      ? spacedText(sign, 0, foot, GLYPH_WIDTH, outline)
      : `<text font-family="${family}" font-size="${GLYPH_WIDTH * 1.35}" y="${foot}" x="${GLYPH_WIDTH / 2}" text-anchor="middle">${sign.replace('<', '&lt;')}</text>`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${GLYPH_WIDTH}" height="${GLYPH_HEIGHT}"><rect width="100%" height="100%" fill="#fff"/>${drawn}</svg>`;
    const raw = await sharp(Buffer.from(svg)).greyscale().raw().toBuffer();
    return Float32Array.from(raw, (shade) => 1 - shade / 255);
  }));
}
