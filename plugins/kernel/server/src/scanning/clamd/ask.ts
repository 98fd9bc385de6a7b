import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';

export interface ClamdAddress {
  host: string;
  port: number;
}

const LONGEST_ANSWER = 4_096;
/** The pieces of a file follow, each behind its length in four bytes; none is the end. The `z` has both sides end words with a NUL. */
const COMMAND = Buffer.from('zINSTREAM\0');
const END = Buffer.alloc(4);

async function* framed(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield COMMAND;
  for await (const piece of bytes) {
    // A piece of no length would end the file before its end.
    if (piece.length === 0) continue;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    yield length;
    yield piece;
  }
  yield END;
}

/** Everything up to the NUL. Fails where the connection ends before. */
async function answerOf(socket: Socket): Promise<string> {
  let text = '';
  for await (const piece of socket as AsyncIterable<Buffer>) {
    text += piece.toString('latin1');
    const end = text.indexOf('\0');
    if (end >= 0) return text.slice(0, end);
    if (text.length > LONGEST_ANSWER) break;
  }
  throw new Error('clamd gave no answer that ends.');
}

/** What clamd says when it hangs up may get lost with the connection. */
function explained(error: unknown): unknown {
  const { code } = Object(error) as { code?: string };
  if (code !== 'EPIPE' && code !== 'ECONNRESET') return error;
  return new Error('clamd hung up before it had the whole file. Does its StreamMaxLength let the largest upload through?', { cause: error });
}

/**
 * Sends a file to clamd. It may answer before it has all of it, e.g. where the file is too large for it.
 *
 * @returns what it says, e.g. `stream: OK`
 * @throws the error of the file, where that fails; else whatever keeps clamd from answering.
 */
export async function ask(address: ClamdAddress, bytes: AsyncIterable<Buffer>, signal: AbortSignal): Promise<string> {
  const socket = connect(address);
  const giveUp = () => void socket.destroy(new Error('clamd did not answer in time.'));
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  try {
    const sending = pipeline(framed(bytes), socket, { end: false }).catch((error: unknown) => {
      // Nobody would answer to a part of a file.
      socket.destroy(error instanceof Error ? error : new Error(String(error)));
      throw error;
    });
    // Reading ends with the answer, and closes the connection: whatever is still being sent ends with it.
    const [sent, answered] = await Promise.allSettled([sending, answerOf(socket)]);
    if (answered.status === 'fulfilled') return answered.value;
    throw explained(sent.status === 'rejected' ? sent.reason : answered.reason);
  } finally {
    signal.removeEventListener('abort', giveUp);
    socket.destroy();
  }
}
