import sharp from 'sharp';
import type { DocumentMediaType } from '../../domain/documents/file-type';
import { MEASURED_WIDTH, qualityOf, type Quality } from '../../domain/documents/quality';
import { FileRefused } from '../../domain/documents/refusal';

/** What is decoded at most: 50 megapixels, the cameras of today; some 200 MB while it is worked on. */
const MOST_PIXELS = 50_000_000;
const LEAST_SIDE = 200;
/** What is kept at most, on either side: the small print of an A4 page at 300 dots an inch, and more. */
const LONGEST_SIDE = 4_096;
const JPEG = { quality: 88, chromaSubsampling: '4:4:4' } as const;
const FORMATS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpeg', 'image/png': 'png', 'image/webp': 'webp' };

// What was decoded lies nowhere once it is done.
sharp.cache(false);

export interface Picture {
  bytes: Buffer;
  mediaType: 'image/jpeg';
  quality: Quality;
}

/**
 * A picture of the same pixels and nothing else: no place, no camera, no second picture, nothing behind its end. It
 * stands upright.
 *
 * @throws FileRefused
 */
export async function reencode(original: Buffer, mediaType: DocumentMediaType, leastSide = LEAST_SIDE): Promise<Picture> {
  try {
    await assertDecodable(original, mediaType, leastSide);
    const { data: bytes, info } = await open(original)
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg(JPEG)
      .toBuffer({ resolveWithObject: true });
    const measured = await sharp(bytes).resize({ width: MEASURED_WIDTH }).greyscale().raw().toBuffer({ resolveWithObject: true });
    const grey = { pixels: measured.data, width: measured.info.width, height: measured.info.height };
    return { bytes, mediaType: 'image/jpeg', quality: qualityOf(info.width, info.height, grey) };
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused(reasonOf(error), error);
  }
}

const open = (bytes: Buffer) => sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true });

async function assertDecodable(original: Buffer, mediaType: DocumentMediaType, leastSide: number): Promise<void> {
  const { format, width, height, pages = 1 } = await open(original).metadata();
  if (format !== FORMATS[mediaType]) throw new FileRefused('damaged');
  if (pages > 1) throw new FileRefused('animated');
  if (width * height > MOST_PIXELS) throw new FileRefused('too_many_pixels');
  if (Math.min(width, height) < leastSide) throw new FileRefused('too_small');
}

/** libvips says it in words alone. */
function reasonOf(error: unknown) {
  const message = error instanceof Error ? error.message : '';
  if (/pixel limit|dimensions/i.test(message)) return 'too_many_pixels';
  return /premature|truncat|end of|read error|not enough data/i.test(message) ? 'truncated' : 'damaged';
}
