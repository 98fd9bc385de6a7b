import { createInflate } from 'node:zlib';
import { FileRefused } from '../refusal';
import { assertPdfEnds } from './ending';
import { forbiddenIn, LONGEST_NAME } from './forbidden';

/** Everything in a file together, unpacked: some pages scanned at 600 dots an inch. */
const MOST_INFLATED_BYTES = 268_435_456;
/** A page has some tens of them. */
const MOST_STREAMS = 20_000;

/**
 * Looks at every byte of a PDF, packed or not, rather than at what one reader makes of it: readers differ in where they
 * find objects, and a file can show each of them something else.
 *
 * Time: up to seconds for what was made to take long; call it where nobody waits.
 *
 * @throws FileRefused
 */
export async function assertHarmlessBytes(bytes: Buffer): Promise<void> {
  assertPdfEnds(bytes);
  const text = bytes.toString('latin1');
  assertNothingForbidden(text);
  let left = MOST_INFLATED_BYTES;
  let streams = 0;
  for (const { index, 0: keyword } of text.matchAll(/(?<!end)stream(?:\r\n|\n|\r)/g)) {
    streams += 1;
    if (streams > MOST_STREAMS) throw new FileRefused('bomb');
    const begin = index + keyword.length;
    const end = text.indexOf('endstream', begin);
    left = await inspectPacked(bytes.subarray(begin, end < 0 ? bytes.length : end), left);
  }
}

/** Looks into what may be a packed stream: nothing but the attempt tells. @returns how much may still be unpacked. */
async function inspectPacked(packed: Buffer, most: number): Promise<number> {
  let left = most;
  let before = '';
  const inflate = createInflate();
  inflate.end(packed);
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      left -= piece.length;
      if (left < 0) throw new FileRefused('bomb');
      const text = before + piece.toString('latin1');
      assertNothingForbidden(text);
      before = text.slice(-LONGEST_NAME);
    }
  } catch (error) {
    // What is not packed, or breaks off, is a reader's to cope with; what came out of it was looked at.
    if (!isZlibError(error)) throw error;
  }
  return left;
}

function assertNothingForbidden(text: string): void {
  const reason = forbiddenIn(text);
  if (reason) throw new FileRefused(reason);
}

const isZlibError = (error: unknown): boolean => error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');
