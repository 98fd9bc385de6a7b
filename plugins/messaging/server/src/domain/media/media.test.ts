import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { typeOf } from '../attachment-types';
import { MediaBroken } from './broken';
import { cleanJpeg } from './jpeg';
import { cleanMp4 } from './mp4';
import { orientationAlone } from './orientation';
import { cleanPng } from './png';
import { plainText } from './text';
import { cleanWebp } from './webp';

type Clean = (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

/** Cleans bytes that come in pieces of given lengths, over and over. */
async function cleaned(clean: Clean, bytes: Buffer, lengths: readonly number[] = [bytes.length]): Promise<Buffer> {
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let from = 0, i = 0; from < bytes.length; i += 1) {
      const length = Math.max(1, lengths[i % lengths.length] ?? 1);
      yield bytes.subarray(from, from + length);
      from += length;
    }
  }
  const out: Buffer[] = [];
  for await (const piece of clean(pieces())) out.push(piece);
  return Buffer.concat(out);
}

const SECRET = 'Lagos 6.4541N 3.3947E';
const picture = sharp({ create: { width: 64, height: 40, channels: 3, background: { r: 10, g: 120, b: 90 }, noise: { type: 'gaussian', mean: 100, sigma: 40 } } });
/** Of a telephone that was held upright: with the place, the camera, and which way up it is shown. */
const exif = { IFD0: { Make: SECRET, ImageDescription: SECRET }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '6/1 27/1 15/1' } };
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description dc="${SECRET}"/></rdf:RDF></x:xmpmeta>`;
const photo = (format: 'jpeg' | 'png' | 'webp', orientation = 6) => picture.clone().withExif(exif).withXmp(xmp).withMetadata({ orientation })[format]().toBuffer();
const pixels = (image: Buffer) => sharp(image).raw().toBuffer();
const pieces = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 4 });
const property = { numRuns: 30 };

const cleaners = { jpeg: cleanJpeg, png: cleanPng, webp: cleanWebp } as const;

describe.each(['jpeg', 'png', 'webp'] as const)('a photo as %s', (format) => {
  const clean = cleaners[format];

  it('loses where it was taken and with what, keeps its pixels and which way up it is shown', async () => {
    const before = await photo(format);
    expect(before.includes(SECRET)).toBe(true);
    const after = await cleaned(clean, before);
    expect(after.includes(SECRET)).toBe(false);
    expect((await pixels(after)).equals(await pixels(before))).toBe(true);
    const { orientation, xmp: left } = await sharp(after).metadata();
    expect([orientation, left]).toEqual([6, undefined]);
  });

  it('is the same however it was cut on the way, and is clean already afterwards', async () => {
    const before = await photo(format);
    const after = await cleaned(clean, before);
    await fc.assert(fc.asyncProperty(pieces, async (lengths) => expect((await cleaned(clean, before, lengths)).equals(after)).toBe(true)), property);
    expect((await cleaned(clean, after)).equals(after)).toBe(true);
  });

  it('without any of that stays as it is', async () => {
    const plain = await picture.clone()[format]().toBuffer();
    expect((await cleaned(clean, plain)).equals(plain)).toBe(true);
  });

  it('loses what was put behind its end', async () => {
    const plain = await picture.clone()[format]().toBuffer();
    expect((await cleaned(clean, Buffer.concat([plain, Buffer.from(`ftypmp42 ${SECRET}`)]))).equals(plain)).toBe(true);
  });

  it('that was cut off is broken, and never passes as a whole one', async () => {
    const before = await photo(format);
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: before.length - 3 }), async (length) => expect(cleaned(clean, before.subarray(0, length))).rejects.toThrow(MediaBroken)), property);
  });

  it('with any bytes changed is cleaned or refused, and never fails otherwise', async () => {
    const before = await photo(format);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.integer({ min: 0, max: before.length - 1 }), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 }), async (changes) => {
        const changed = Buffer.from(before);
        for (const [at, value] of changes) changed[at] = value;
        await cleaned(clean, changed).catch((error: unknown) => expect(error).toBeInstanceOf(MediaBroken));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a progressive JPEG', () => {
  it('keeps all of its scans, and its colour profile', async () => {
    const before = await picture.clone().withIccProfile('p3').jpeg({ progressive: true }).toBuffer();
    const after = await cleaned(cleanJpeg, before);
    expect((await pixels(after)).equals(await pixels(before))).toBe(true);
    expect((await sharp(after).metadata()).icc).toBeDefined();
  });
});

describe('a PNG', () => {
  it('loses its texts and chunks that nobody knows', async () => {
    const plain = await picture.clone().png().toBuffer();
    const chunk = (type: string, text: string) => {
      const body = Buffer.from(`${type}${text}`, 'latin1');
      const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
      length.writeUInt32BE(text.length);
      crc.writeUInt32BE(crc32(body));
      return Buffer.concat([length, body, crc]);
    };
    const end = plain.length - 12;
    const noted = Buffer.concat([plain.subarray(0, end), chunk('tEXt', `Comment\0${SECRET}`), chunk('prVt', SECRET), chunk('iTXt', SECRET), plain.subarray(end)]);
    expect((await cleaned(cleanPng, noted)).equals(plain)).toBe(true);
  });
});

describe('an orientation', () => {
  it.each(['II', 'MM'])('is read in the byte order "%s", and is all that stays', (order) => {
    const tiff = Buffer.alloc(40);
    tiff.write(order, 'latin1');
    const u16 = (value: number, at: number) => (order === 'MM' ? tiff.writeUInt16BE(value, at) : tiff.writeUInt16LE(value, at));
    for (const [value, at] of [[42, 2], [1, 8], [0x0112, 10], [3, 12], [8, 18]] as const) u16(value, at);
    tiff[order === 'MM' ? 7 : 4] = 8;
    tiff[order === 'MM' ? 17 : 14] = 1;
    const alone = orientationAlone(tiff);
    expect([alone?.length, alone?.readUInt16BE(18)]).toEqual([26, 8]);
  });

  it('is none in what is no Exif, whatever it is', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => expect([undefined, 26]).toContain(orientationAlone(Buffer.from(bytes))?.length)));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => expect([undefined, 26]).toContain(orientationAlone(Buffer.concat([Buffer.from('MM\0*\0\0\0\b', 'latin1'), bytes]))?.length)));
  });
});

describe('a film', () => {
  const box = (type: string, ...content: (Buffer | string)[]) => {
    const body = Buffer.concat(content.map((part) => Buffer.from(part as string, 'latin1')));
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + body.length);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, body]);
  };
  const film = Buffer.concat([
    box('ftyp', 'mp42\0\0\0\0mp42isom'), box('uuid', SECRET), box('mdat', 'the pictures'),
    box('moov', box('mvhd', 'x'.repeat(100)), box('trak', box('tkhd', 'y'), box('udta', SECRET)), box('udta', box('\u00a9xyz', SECRET)), box('meta', SECRET)),
  ]);

  it('loses where it was taken, and stays as long as it was', async () => {
    const after = await cleaned(cleanMp4, film);
    expect([after.length, after.includes(SECRET), after.includes('the pictures'), after.includes('udta')]).toEqual([film.length, false, true, false]);
    await fc.assert(fc.asyncProperty(pieces, async (lengths) => expect((await cleaned(cleanMp4, film, lengths)).equals(after)).toBe(true)), property);
  });

  it('with boxes that are longer than what they are in, or cut off, is broken', async () => {
    const wrong = Buffer.from(film);
    wrong.writeUInt32BE(0x7fffffff, film.indexOf('moov') - 4);
    for (const bytes of [wrong, film.subarray(0, -1), film.subarray(0, 20)]) await expect(cleaned(cleanMp4, bytes)).rejects.toThrow(MediaBroken);
  });
});

describe('a text', () => {
  it.each(['Hello', '', 'Grüße 👋\r\n\tx', '\ufeffa;b;c', '1 < 2', '<3', ' '.repeat(5_000)])('passes as it is: %j', async (text) => {
    await fc.assert(fc.asyncProperty(pieces, async (lengths) => expect((await cleaned(plainText, Buffer.from(text), lengths)).toString()).toBe(text)), property);
  });

  it.each([
    '<!DOCTYPE html>', '<html><script>alert(1)</script>', '<svg xmlns="http://www.w3.org/2000/svg"/>', ' \n\t<script>', '\ufeff<?xml version="1.0"?>', '<a href="javascript:x">', '</p>', `${' '.repeat(5_000)}<b>`, 'a\0b', 'a\u001b[31m',
  ])('is none, and refused, however it was cut: %j', async (text) => {
    await fc.assert(fc.asyncProperty(pieces, async (lengths) => expect(cleaned(plainText, Buffer.from(text), lengths)).rejects.toThrow(MediaBroken)), property);
  });

  it('is none where its bytes are no UTF-8', async () => {
    for (const bytes of [[0xff, 0xfe, 0x41, 0x00], [0xc3], [0x61, 0xc3, 0x28], [0xed, 0xa0, 0x80]]) await expect(cleaned(plainText, Buffer.from(bytes))).rejects.toThrow(MediaBroken);
  });
});

describe('the type of a file', () => {
  it.each([
    ['image/gif', Buffer.from('GIF89a'.padEnd(40, '\0'), 'latin1')], ['application/pdf', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj')], ['video/mp4', Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1')],
    ['audio/mpeg', Buffer.from('ID3\x04\0\0\0\0\x7f\x7f', 'latin1')], ['audio/ogg', Buffer.from(`OggS${'\0'.repeat(24)}\x01vorbis${'\0'.repeat(30)}`, 'latin1')], ['text/plain', Buffer.from('Good morning')],
  ])('is %s by its bytes', async (mediaType, head) => {
    expect((await typeOf(head))?.mediaType).toBe(mediaType);
  });

  it.each(['jpeg', 'png', 'webp'] as const)('is image/%s by its bytes', async (format) => {
    expect((await typeOf(await photo(format)))?.mediaType).toBe(`image/${format}`);
  });

  it.each([
    ['a program', Buffer.from('MZ'.padEnd(200, '\0'), 'latin1')], ['an ELF', Buffer.from('\x7fELF'.padEnd(200, '\0'), 'latin1')], ['an archive', Buffer.from('PK\x03\x04'.padEnd(60, '\0'), 'latin1')], ['XML', Buffer.from('<?xml version="1.0"?><svg/>')],
    ['nothing', Buffer.alloc(0)], ['a HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
  ])('is none that may be attached for %s', async (_what, head) => {
    expect(await typeOf(head)).toBeUndefined();
  });
});
