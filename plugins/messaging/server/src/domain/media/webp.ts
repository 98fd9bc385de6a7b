import { MediaBroken } from './broken';
import { createByteReader } from './byte-reader';
import { exifOf, LARGEST_EXIF, orientationAlone, UPRIGHT } from './orientation';

/** Chunks of the picture. */
const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const HAS_XMP = 0x04;
const PIECE_BYTES = 65_536;

/**
 * A WebP without Exif, XMP and chunks that nobody knows. The file says its length at its beginning, before anybody knows
 * what will be left out: so nothing becomes shorter. What is dropped is overwritten with zeros, in chunks of a name that
 * readers pass over; Exif is left with an orientation alone.
 *
 * @throws MediaBroken where it is no WebP all the way.
 * @see RFC 9649, 2
 */
export async function* cleanWebp(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const reader = createByteReader(source);
  const riff = await reader.read(12);
  if (riff.length < 12 || riff.toString('latin1', 0, 4) !== 'RIFF' || riff.toString('latin1', 8) !== 'WEBP') throw new MediaBroken();
  yield riff;
  for (let left = riff.readUInt32LE(4) - 4; left > 0; ) {
    const head = await reader.read(8);
    if (head.length < 8) throw new MediaBroken();
    const type = head.toString('latin1', 0, 4);
    const length = head.readUInt32LE(4);
    // Of an odd length, a byte fills it up.
    const padded = length + (length % 2);
    left -= 8 + padded;
    if (left < 0) throw new MediaBroken();
    if (!KEPT.has(type)) {
      const data = await reader.read(Math.min(padded, LARGEST_EXIF));
      if (data.length + (await reader.skip(Math.max(0, padded - LARGEST_EXIF))) < padded) throw new MediaBroken();
      yield* overwritten(type, length, data, padded);
      continue;
    }
    yield head;
    let passed = 0;
    for await (const piece of reader.pass(padded)) {
      yield passed === 0 && type === 'VP8X' ? withoutXmp(piece) : piece;
      passed += piece.length;
    }
    if (passed < padded) throw new MediaBroken();
  }
  await reader.drain();
}

function withoutXmp(piece: Buffer): Buffer {
  const changed = Buffer.from(piece);
  changed[0] = (changed[0] ?? 0) & ~HAS_XMP;
  return changed;
}

function* overwritten(type: string, length: number, data: Buffer, padded: number): Generator<Buffer> {
  // Some cameras begin it as they do in a JPEG.
  const tiff = data.subarray(data.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0);
  const alone = orientationAlone(tiff) ?? exifOf(UPRIGHT);
  const isExif = type === 'EXIF' && alone.length <= length;
  const head = Buffer.alloc(8);
  head.write(isExif ? 'EXIF' : 'JUNK', 0, 'latin1');
  head.writeUInt32LE(length, 4);
  yield head;
  if (isExif) yield alone;
  for (let left = padded - (isExif ? alone.length : 0); left > 0; left -= PIECE_BYTES) yield Buffer.alloc(Math.min(left, PIECE_BYTES));
}
