import { crc32 } from 'node:zlib';
import { MediaBroken } from './broken';
import { createByteReader } from './byte-reader';
import { LARGEST_EXIF, orientationAlone } from './orientation';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const CRC_BYTES = 4;

/** Chunks that are no picture: texts, XMP among them, times, and Exif, of which the orientation is kept. */
const DROPPED = new Set(['tEXt', 'zTXt', 'iTXt', 'tIME', 'eXIf', 'dSIG', 'caBX']);
/** Chunks that belong to the format or to animations; of others nobody knows what they hold. */
const KEPT = /^(IHDR|PLTE|IDAT|IEND|tRNS|cHRM|gAMA|iCCP|sBIT|sRGB|cICP|mDCV|cLLI|bKGD|hIST|pHYs|sPLT|acTL|fcTL|fdAT)$/;

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const head = Buffer.alloc(4);
  const crc = Buffer.alloc(CRC_BYTES);
  head.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, crc]);
};

/**
 * A PNG without texts, times, Exif, private chunks and whatever follows its end.
 *
 * @throws MediaBroken where it is no PNG all the way.
 * @see PNG, third edition (W3C), 5 and 11
 */
export async function* cleanPng(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const reader = createByteReader(source);
  if (!(await reader.read(SIGNATURE.length)).equals(SIGNATURE)) throw new MediaBroken();
  yield SIGNATURE;
  for (;;) {
    const head = await reader.read(8);
    if (head.length < 8) throw new MediaBroken();
    const length = head.readUInt32BE();
    const type = head.toString('latin1', 4);
    if (KEPT.test(type)) {
      yield head;
      let passed = 0;
      for await (const piece of reader.pass(length + CRC_BYTES)) {
        passed += piece.length;
        yield piece;
      }
      if (passed < length + CRC_BYTES) throw new MediaBroken();
    } else {
      if (!DROPPED.has(type) && !/^[a-z][A-Za-z]{3}$/.test(type)) throw new MediaBroken();
      const data = await reader.read(Math.min(length, LARGEST_EXIF));
      await reader.skip(length + CRC_BYTES - data.length);
      const alone = type === 'eXIf' ? orientationAlone(data) : undefined;
      if (alone) yield chunk('eXIf', alone);
    }
    if (type === 'IEND') return reader.drain();
  }
}
