import { MediaBroken } from './broken';
import { createByteReader, type ByteReader } from './byte-reader';

/** Boxes that hold others, where a film's own data may lie: where it was taken among them. */
const HOLDS_BOXES = new Set(['moov', 'trak']);
/** Notes about the film, by its camera or by programs, and what nobody knows. */
const NOTES = new Set(['udta', 'meta', 'uuid']);
/** A film in a film in a film: none has boxes so deep. */
const DEEPEST = 4;

/**
 * An MP4 without notes, such as the place where a telephone took it. Tables in the file say where its pictures lie, so
 * nothing becomes shorter: notes are overwritten with zeros, in boxes that players pass over. Tracks stay as they are; a
 * camera that writes its path into a track of its own keeps it there.
 *
 * @throws MediaBroken where it is no MP4 all the way.
 * @see ISO/IEC 14496-12, 4.2 and 8.10
 */
export async function* cleanMp4(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* boxes(createByteReader(source), Infinity, 0);
}

async function* boxes(reader: ByteReader, within: number, depth: number): AsyncGenerator<Buffer> {
  if (depth > DEEPEST) throw new MediaBroken();
  for (let left = within; left > 0; ) {
    const head = await reader.read(8);
    if (head.length === 0 && within === Infinity) return;
    if (head.length < 8) throw new MediaBroken();
    const type = head.toString('latin1', 4);
    const extended = head.readUInt32BE() === 1 ? await reader.read(8) : Buffer.alloc(0);
    const size = sizeOf(head, extended, left);
    const body = size - 8 - extended.length;
    if (body < 0 || size > left) throw new MediaBroken();
    left -= size;
    if (NOTES.has(type)) {
      head.write('free', 4, 'latin1');
      yield Buffer.concat([head, extended]);
      yield* zeros(reader, body);
      continue;
    }
    yield Buffer.concat([head, extended]);
    if (HOLDS_BOXES.has(type)) yield* boxes(reader, body, depth + 1);
    else yield* whole(reader, body);
  }
}

/** Of the whole box, in bytes. 0 is up to the end of the file. */
function sizeOf(head: Buffer, extended: Buffer, left: number): number {
  const size = head.readUInt32BE();
  if (size === 0) return left;
  if (size !== 1) return size;
  if (extended.length < 8) throw new MediaBroken();
  return Number(extended.readBigUInt64BE());
}

async function* whole(reader: ByteReader, length: number): AsyncGenerator<Buffer> {
  let passed = 0;
  for await (const piece of reader.pass(length)) {
    passed += piece.length;
    yield piece;
  }
  if (length !== Infinity && passed < length) throw new MediaBroken();
}

async function* zeros(reader: ByteReader, length: number): AsyncGenerator<Buffer> {
  for await (const piece of whole(reader, length)) yield Buffer.alloc(piece.length);
}
