import { PayloadTooLarge } from '#kernel';
import { AttachmentTypeRefused } from '../../domain/attachment-errors';
import { ATTACHMENT_MEDIA_TYPES, HEAD_BYTES, typeOf, type AttachmentType } from '../../domain/attachment-types';
import { MediaBroken } from '../../domain/media/broken';

export interface Inspected {
  type: AttachmentType;
  /** The file as it is to be stored. Fails with a refusal where it turns out to be too large, or not what it began as. */
  bytes: AsyncGenerator<Buffer>;
}

/**
 * Looks at the beginning of a file that is coming in, and lets the rest follow through what its type needs.
 *
 * @throws PayloadTooLarge, AttachmentTypeRefused
 */
export async function inspect(source: AsyncIterable<Buffer>, maxBytes: number): Promise<Inspected> {
  const pieces = limited(source, maxBytes);
  const head: Buffer[] = [];
  for (let length = 0; length < HEAD_BYTES; ) {
    const next = await pieces.next();
    if (next.done === true) break;
    head.push(next.value);
    length += next.value.length;
  }
  const beginning = Buffer.concat(head);
  const type = await typeOf(beginning);
  if (type) return { type, bytes: refusing(type.clean(continued(beginning, pieces))) };
  await pieces.return(undefined);
  throw refusal();
}

const refusal = () => new AttachmentTypeRefused({ mediaTypes: ATTACHMENT_MEDIA_TYPES });

async function* limited(source: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const piece of source) {
    length += piece.length;
    if (length > maxBytes) throw new PayloadTooLarge();
    yield piece;
  }
}

async function* continued(beginning: Buffer, pieces: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield beginning;
    yield* pieces;
  } finally {
    // Whoever stops early, even at the beginning, lets the source go.
    await pieces.return(undefined);
  }
}

async function* refusing(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* bytes;
  } catch (error) {
    throw error instanceof MediaBroken ? refusal() : error;
  }
}
