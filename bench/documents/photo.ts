import sharp from 'sharp';

/** Of a telephone: twelve megapixels. */
const [WIDTH, HEIGHT] = [4_032, 3_024];
const BYTES = 5_000_000;
/** Soft enough to look like what a lens sees; pure noise no encoder meets. */
const SOFTNESS = 0.9;

/** A photo of 12 megapixels and some 5 MB, as a camera makes it: upright only by what its EXIF says. */
export async function takePhoto(): Promise<Buffer> {
  const pixels = await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 60 } } })
    .blur(SOFTNESS)
    .raw()
    .toBuffer();
  let best = Buffer.alloc(0);
  for (let quality = 50; quality <= 96; quality += 2) {
    const photo = await sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } }).withMetadata({ orientation: 6 }).jpeg({ quality }).toBuffer();
    if (Math.abs(photo.length - BYTES) < Math.abs(best.length - BYTES)) best = photo;
    if (photo.length > BYTES) break;
  }
  return best;
}
