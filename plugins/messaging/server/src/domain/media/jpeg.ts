import { createByteReader, type ByteReader } from './byte-reader';
import { MediaBroken } from './broken';
import { orientationAlone } from './orientation';

const MARKER = 0xff;
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const COMMENT = 0xfe;
const isRestart = (code: number) => code >= 0xd0 && code <= 0xd7;
const isApplication = (code: number) => code >= 0xe0 && code <= 0xef;

const EXIF = Buffer.from('Exif\0\0', 'latin1');

/** Application segments without which an image looks wrong: JFIF, a colour profile, Adobe's colour transform. */
const KEPT: readonly (readonly [code: number, begins: string])[] = [[0xe0, 'JFIF\0'], [0xe2, 'ICC_PROFILE\0'], [0xee, 'Adobe']];

const segment = (code: number, body: Buffer): Buffer => {
  const head = Buffer.from([MARKER, code, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/**
 * A JPEG without Exif (where and when it was taken, with what), XMP, IPTC, comments, further pictures and whatever
 * follows its end, such as the film of a "motion photo". The picture itself is not touched.
 *
 * @throws MediaBroken where it is no JPEG all the way.
 * @see ITU-T T.81, annex B; JEITA CP-3451 (Exif), 4.7
 */
export async function* cleanJpeg(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const reader = createByteReader(source);
  if (!(await reader.read(2)).equals(Buffer.from([MARKER, SOI]))) throw new MediaBroken();
  yield Buffer.from([MARKER, SOI]);
  for (;;) {
    const code = await nextMarker(reader);
    if (code === EOI) {
      yield Buffer.from([MARKER, EOI]);
      return reader.drain();
    }
    const size = await reader.read(2);
    const length = size.length === 2 ? size.readUInt16BE() : 0;
    if (length < 2) throw new MediaBroken();
    const body = await reader.read(length - 2);
    if (body.length < length - 2) throw new MediaBroken();
    const kept = keptOf(code, body);
    if (kept) yield segment(code, kept);
    // The coded picture follows, in which a marker begins with a byte that is nothing else there.
    if (code === SOS) yield* reader.passUntil(MARKER, (follower) => follower !== 0 && follower !== MARKER && !isRestart(follower));
  }
}

/** What stays of a segment. */
function keptOf(code: number, body: Buffer): Buffer | undefined {
  if (code === COMMENT) return undefined;
  if (!isApplication(code)) return body;
  if (body.subarray(0, EXIF.length).equals(EXIF)) {
    const alone = orientationAlone(body.subarray(EXIF.length));
    return alone && Buffer.concat([EXIF, alone]);
  }
  return KEPT.some(([known, begins]) => known === code && body.toString('latin1', 0, begins.length) === begins) ? body : undefined;
}

/** The code of the next marker; fill bytes may stand before it. */
async function nextMarker(reader: ByteReader): Promise<number> {
  if ((await reader.read(1))[0] !== MARKER) throw new MediaBroken();
  for (;;) {
    const [code] = await reader.read(1);
    if (code === undefined || code === 0) throw new MediaBroken();
    if (code !== MARKER) return code;
  }
}
