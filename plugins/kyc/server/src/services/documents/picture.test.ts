import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { reencode } from './picture';

/** A page of letters, so that there is something to be sharp. */
const page = (width = 1_400, height = 900) => {
  const lines = Array.from({ length: 20 }, (_, y) => Array.from({ length: 60 }, (_, x) => `<rect x="${20 + x * 22}" y="${20 + y * 43}" width="${4 + ((x * 7 + y * 3) % 11)}" height="26"/>`).join('')).join('');
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1400 900" width="${width}" height="${height}"><rect width="100%" height="100%" fill="white"/>${lines}</svg>`));
};
const jpeg = () => page().jpeg({ quality: 95 }).toBuffer();

const refusal = async (bytes: Buffer, mediaType: 'image/jpeg' | 'image/png' | 'image/webp' = 'image/jpeg') => {
  try {
    await reencode(bytes, mediaType);
    return 'taken';
  } catch (error) {
    return (error as { reason?: string }).reason;
  }
};

/** A PNG that says it is huge and packs to almost nothing. */
function bomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 0], 8);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height), { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

describe('a picture of a document', () => {
  it.each([
    ['image/jpeg', () => page().jpeg().toBuffer()],
    ['image/png', () => page().png().toBuffer()],
    ['image/webp', () => page().webp().toBuffer()],
  ] as const)('becomes a JPEG of the same size: %s', async (mediaType, make) => {
    const { bytes, quality } = await reencode(await make(), mediaType);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1_400, height: 900, space: 'srgb' });
    expect(quality).toMatchObject({ width: 1_400, height: 900, hints: [] });
  });

  it('stands upright and has lost where it was taken, by what, and whatever lies behind its end', async () => {
    const original = Buffer.concat([await page().withExif({ IFD0: { ImageDescription: 'Lagos 6.4541N' } }).withMetadata({ orientation: 6 }).jpeg().toBuffer(), Buffer.from('<script>secret</script>')]);
    const { bytes } = await reencode(original, 'image/jpeg');
    const found = await sharp(bytes).metadata();
    expect([found.width, found.height, found.orientation, found.exif, found.icc, found.xmp]).toEqual([900, 1_400, undefined, undefined, undefined, undefined]);
    expect(bytes.includes('Lagos') || bytes.includes('secret')).toBe(false);
  });

  it('is made as small as it can be read', async () => {
    expect((await reencode(await page(6_000, 3_857).jpeg().toBuffer(), 'image/jpeg')).quality).toMatchObject({ width: 4_096 });
  });

  it('has no see-through parts any more: they are white', async () => {
    const { bytes } = await reencode(await sharp({ create: { width: 400, height: 400, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png().toBuffer(), 'image/png');
    expect((await sharp(bytes).stats()).channels.map(({ mean }) => mean)).toEqual([255, 255, 255]);
  });

  it('says that it is blurred, the more the less, and that it is small', async () => {
    const sharpness = async (sigma: number) => (await reencode(await (sigma === 0 ? page() : page().blur(sigma)).jpeg().toBuffer(), 'image/jpeg')).quality.sharpness;
    const measured = [await sharpness(0), await sharpness(2), await sharpness(4), await sharpness(8)];
    expect(measured).toEqual([...measured].sort((a, b) => b - a));
    expect((await reencode(await page().blur(8).jpeg().toBuffer(), 'image/jpeg')).quality.hints).toEqual(['blurry']);
    expect((await reencode(await page(500, 321).jpeg().toBuffer(), 'image/jpeg')).quality.hints).toContain('small');
  });

  it('that breaks off is refused, wherever', async () => {
    const whole = await jpeg();
    for (const kept of [0.3, 0.6, 0.95]) expect(await refusal(whole.subarray(0, whole.length * kept))).toBe('truncated');
    const png = await page().png().toBuffer();
    expect(['truncated', 'damaged']).toContain(await refusal(png.subarray(0, png.length / 2), 'image/png'));
    const webp = await page().webp().toBuffer();
    expect(['truncated', 'damaged']).toContain(await refusal(webp.subarray(0, webp.length / 2), 'image/webp'));
  });

  it('that unpacks to more pixels than any camera takes is refused before it is unpacked', async () => {
    const tiny = bomb(14_000, 14_000);
    expect(tiny.length).toBeLessThan(400_000);
    const before = process.memoryUsage().rss;
    expect(await refusal(tiny, 'image/png')).toBe('too_many_pixels');
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it('that is too small, moves, or is another type than its first bytes say, is refused', async () => {
    expect(await refusal(await page(190, 122).jpeg().toBuffer())).toBe('too_small');
    const frames = await sharp([await page(400, 257).png().toBuffer(), await page(400, 257).negate().png().toBuffer()], { join: { animated: true } }).webp().toBuffer();
    expect(await refusal(frames, 'image/webp')).toBe('animated');
    expect(await refusal(await page().png().toBuffer(), 'image/jpeg')).toBe('damaged');
    expect(await refusal(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500)]))).toMatch(/damaged|truncated/);
  });
});
