import sharp from 'sharp';
import type { GreyImage } from '../../plugins/kyc/server/src/domain/mrz/image/grey-image.ts';
import type { ZoneSource } from '../../tests/support/mrz/compose-zone.ts';
import { MIDDLE_TO_FOOT, spacedText } from './glyphs.ts';
import type { Random } from './random.ts';

/** Sizes of documents in mm, where their lines begin and lie (the middle of the signs, from below): ICAO 9303 parts 4 to 6. */
const SHEETS = {
  TD1: { width: 85.6, height: 54, left: 4, middles: [19.4, 12.6, 5.8].map((up) => up + 0.8) },
  TD2: { width: 105, height: 74, left: 4, middles: [13.4, 7.0] },
  TD3: { width: 125, height: 88, left: 6, middles: [13.4, 7.0] },
} as const;

/** ICAO prints ten signs an inch. */
export const PITCH_MM = 2.54;

export interface Sheet {
  image: GreyImage;
  /** Middles of the signs of each line, in pixels of the sheet. */
  middles: number[];
  left: number;
  pitch: number;
  paper: number;
  ink: number;
}

export interface Look {
  paper: number;
  ink: number;
  /** Shades that the pattern behind the text is darker by. */
  pattern: number;
}

const wave = (random: Random, width: number, height: number, shade: number) => {
  const [up, reach, count] = [random.between(0, height), random.between(3, 12), random.between(2, 9)];
  const points = Array.from({ length: 60 }, (_, i) => `${((i / 59) * width).toFixed(1)},${(up + reach * Math.sin((i / 59) * count * 2 * Math.PI)).toFixed(1)}`);
  return `<polyline points="${points.join(' ')}" fill="none" stroke="rgb(${shade},${shade},${shade})" stroke-width="0.18"/>`;
};

/** Draws a document as a flat scan would see it: pattern, frame, portrait, printed lines of text, and the zone below. */
export async function drawSheet(source: ZoneSource, lines: readonly string[], pixelsPerMm: number, look: Look, random: Random): Promise<Sheet> {
  const { width, height, left, middles } = SHEETS[source.format];
  const grey = (shade: number) => `rgb(${shade},${shade},${shade})`;
  const printed = [source.issuer, source.primary, source.secondary, source.documentNumber, `${source.birthDate} ${source.sex}`, 'REPUBLIC OF UTOPIA', 'Place of birth / Lieu de naissance'];
  const text = printed.map((words, i) => `<text x="${width * 0.36}" y="${8 + i * ((height - 32) / printed.length)}" font-family="DejaVu Sans" font-size="${i % 2 === 0 ? 3.2 : 2.6}" fill="${grey(look.ink + 15)}">${words.replaceAll('<', '-')}</text>`);
  const zone = lines.map((line, i) => spacedText(line, left, height - (middles[i] ?? 0) + MIDDLE_TO_FOOT * PITCH_MM, PITCH_MM, `fill="${grey(look.ink)}"`));
  const waves = look.pattern > 0 ? Array.from({ length: 40 }, () => wave(random, width, height, Math.round(look.paper - random.between(0.4, 1) * look.pattern))) : [];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width * pixelsPerMm)}" height="${Math.round(height * pixelsPerMm)}" viewBox="0 0 ${width} ${height}">
    <rect width="100%" height="100%" fill="${grey(look.paper)}"/>${waves.join('')}
    <rect x="5" y="5" width="${width * 0.26}" height="${(height - 28) * 0.9}" fill="${grey(150)}"/><ellipse cx="${5 + width * 0.13}" cy="${height * 0.3}" rx="${width * 0.07}" ry="${height * 0.14}" fill="${grey(95)}"/>
    ${text.join('')}${zone.join('')}</svg>`;
  const { data, info } = await sharp(Buffer.from(svg)).greyscale().raw().toBuffer({ resolveWithObject: true });
  return {
    image: { width: info.width, height: info.height, data },
    middles: middles.map((up) => (height - up) * pixelsPerMm),
    left: left * pixelsPerMm,
    pitch: PITCH_MM * pixelsPerMm,
    paper: look.paper,
    ink: look.ink,
  };
}
