import sharp from 'sharp';
import type { GreyImage } from '../../domain/mrz/image/grey-image';

/** A telephone's 48 megapixels, and nothing that unpacks to much more. */
const MOST_PIXELS = 50_000_000;
/** At this size a sign of a passport page that fills the picture is 36 pixels wide, and of one that fills half of it still 18. */
const LONG_SIDE = 1_800;

/** The first picture of `bytes` in shades of grey, the way up that its camera noted, at a size that signs can be read at. */
export async function decodeImage(bytes: Uint8Array): Promise<GreyImage> {
  const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, sequentialRead: true })
    .autoOrient()
    .flatten({ background: '#fff' })
    .resize({ width: LONG_SIDE, height: LONG_SIDE, fit: 'inside', kernel: 'cubic' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}
