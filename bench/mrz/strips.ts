import sharp from 'sharp';
import type { GreyImage } from '../../plugins/kyc/server/src/domain/mrz/image/grey-image.ts';
import { drawGlyphs, GLYPH_HEIGHT, GLYPH_WIDTH, SIGNS } from './glyphs.ts';
import type { Random } from './random.ts';

/** A line of random signs as a bad camera sees it, and where its cells are. */
export interface Strip {
  image: GreyImage;
  signs: number[];
  /** Pixels from one sign to the next; the first one's centre lies two of them from the left. */
  pitch: number;
  middle: number;
}

const FILLER = SIGNS.length - 1;
const LENGTH = 18;

export interface Ink {
  /** OCR-B from thin to bold. */
  weights: Float32Array[][];
  /** What must not be taken for it. */
  others: Float32Array[][];
}

export const drawInk = async (): Promise<Ink> => ({
  weights: await Promise.all([-3, -1.5, 0, 2, 4].map((stroke) => drawGlyphs(stroke))),
  others: await Promise.all(['DejaVu Sans', 'Liberation Serif', 'DejaVu Sans Mono'].map((family) => drawGlyphs(0, family))),
});

/** Blurs rows, then columns. */
function blurred(shades: Float32Array, width: number, height: number, deviationX: number, deviationY: number): Float32Array {
  const pass = (from: Float32Array, deviation: number, step: number, length: number, isInside: (i: number) => number) => {
    if (deviation < 0.2) return from;
    const reach = Math.ceil(deviation * 2.5);
    const kernel = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * deviation ** 2)));
    const total = kernel.reduce((sum, one) => sum + one, 0);
    const to = new Float32Array(from.length);
    for (let i = 0; i < from.length; i += 1) {
      const position = isInside(i);
      let sum = 0;
      for (let j = -reach; j <= reach; j += 1) {
        const clamped = Math.min(length - 1, Math.max(0, position + j));
        sum += (kernel[j + reach] ?? 0) * (from[i + (clamped - position) * step] ?? 0);
      }
      to[i] = sum / total;
    }
    return to;
  };
  const rows = pass(shades, deviationX, 1, width, (i) => i % width);
  return pass(rows, deviationY, width, height, (i) => Math.floor(i / width));
}

/** Ink of the strip: the glyphs, each pixel averaged over what it covers. */
function inkOf(glyphs: readonly Float32Array[], signs: readonly number[], pitch: number, width: number, height: number): Float32Array {
  const ink = new Float32Array(width * height);
  const scale = GLYPH_WIDTH / pitch;
  const taps = Math.max(1, Math.min(4, Math.round(scale)));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let tap = 0; tap < taps * taps; tap += 1) {
        const across = (x + ((tap % taps) + 0.5) / taps) * scale - 1.5 * GLYPH_WIDTH;
        const down = Math.floor((y + (Math.floor(tap / taps) + 0.5) / taps - height / 2) * scale + GLYPH_HEIGHT / 2);
        const k = Math.floor(across / GLYPH_WIDTH);
        if (across < 0 || k >= signs.length || down < 0 || down >= GLYPH_HEIGHT) continue;
        sum += glyphs[signs[k] ?? 0]?.[down * GLYPH_WIDTH + Math.floor(across - k * GLYPH_WIDTH)] ?? 0;
      }
      ink[y * width + x] = sum / (taps * taps);
    }
  }
  return ink;
}

/** One strip; `isOther` writes it in another font. */
export async function makeStrip(ink: Ink, random: Random, isOther: boolean): Promise<Strip> {
  const pitch = Math.exp(random.between(Math.log(8), Math.log(34)));
  const signs = Array.from({ length: LENGTH }, () => (random.chance(0.12) ? FILLER : random.whole(0, SIGNS.length - 1)));
  const width = Math.round((LENGTH + 3) * pitch);
  const height = Math.round(2.6 * pitch);
  const glyphs = random.pick(isOther ? ink.others : ink.weights);
  const isMoving = random.chance(0.2);
  const blur = Math.max(0.35, random.next() ** 1.5 * 0.13 * pitch);
  const shades = blurred(inkOf(glyphs, signs, pitch, width, height), width, height, isMoving ? blur + 0.08 * pitch : blur, blur);
  const paper = random.between(140, 250);
  const dark = random.between(5, Math.min(170, paper - 45));
  const slope = random.between(-40, 40);
  const texture = random.chance(0.6) ? random.between(0, 22) : 0;
  const [waveX, waveY] = [random.between(0.05, 0.9) / pitch * 6, random.between(0.05, 0.9) / pitch * 6];
  const noise = random.next() ** 2 * 45;
  const lines = random.chance(0.4) ? Array.from({ length: random.whole(1, 6) }, () => ({ at: random.between(0, height), slope: random.between(-0.6, 0.6), depth: random.between(5, 60) })) : [];
  const glare = random.chance(0.15) ? { x: random.between(0, width), reach: random.between(1, 4) * pitch, most: random.between(0.3, 0.9) } : undefined;
  const bytes = new Uint8Array(width * height);
  for (let i = 0; i < bytes.length; i += 1) {
    const x = i % width;
    const y = Math.floor(i / width);
    const crossing = lines.reduce((sum, line) => sum + (Math.abs(y - line.at - line.slope * (x % (6 * pitch))) < 0.06 * pitch ? line.depth : 0), 0);
    const shaded = paper - crossing + slope * (x / width - 0.5) + texture * Math.sin(x * waveX + y * waveY) + random.normal() * noise;
    const inked = shaded - (shades[i] ?? 0) * (paper - dark);
    const light = glare === undefined ? 0 : glare.most * Math.exp(-(((x - glare.x) / glare.reach) ** 2));
    bytes[i] = Math.max(0, Math.min(255, inked + (255 - inked) * light));
  }
  const seen = sharp(bytes, { raw: { width, height, channels: 1 } });
  const quality = random.whole(25, 95);
  const compressed = random.chance(0.6) ? sharp(await seen.jpeg({ quality }).toBuffer()) : seen;
  const factor = random.chance(0.5) ? 1 : random.between(1, Math.max(1, 36 / pitch));
  const { data, info } = await compressed.resize({ width: Math.round(width * factor) }).greyscale().raw().toBuffer({ resolveWithObject: true });
  const actual = info.width / width;
  return { image: { width: info.width, height: info.height, data }, signs, pitch: pitch * actual, middle: info.height / 2 - 0.5 };
}
