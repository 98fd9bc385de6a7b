import sharp from 'sharp';
import { watermarkTile, type WatermarkLines } from '../../domain/documents/watermark';

/** The same picture with lines all over it, as a JPEG. */
export async function markPicture(picture: Buffer, lines: WatermarkLines): Promise<Buffer> {
  const { width, height } = await sharp(picture).metadata();
  return sharp(picture)
    .composite([{ input: Buffer.from(watermarkTile(width, height, lines)), tile: true }])
    .jpeg({ quality: 82 })
    .toBuffer();
}
