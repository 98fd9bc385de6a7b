import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileRefused } from '../../domain/documents/refusal';
import type { PictureAnswer, PictureJob, PictureMade } from './picture-job';

export interface PictureOptions {
  /** After so long a picture counts as one that cannot be read. */
  readonly patienceMs: number;
  /** The program that works on it, and what Node is told when it starts it. */
  readonly program: string;
  readonly execArgv: readonly string[];
}

const DEFAULTS: PictureOptions = {
  // Of fifty megapixels it needs seconds, also on a busy machine.
  patienceMs: 60_000,
  program: path.join(__dirname, `picture-process${path.extname(__filename)}`),
  // Of JavaScript; pixels lie beside it and are bounded by how many are decoded.
  execArgv: ['--max-old-space-size=64'],
};

export interface PictureApart extends PictureMade {
  /** What was made of it, to be read to its end or destroyed. It fails where the process did on the way. */
  bytes: Readable;
}

/**
 * Has a picture worked on in a process of its own. Neither what goes in nor what comes out is ever whole in this one.
 *
 * @param source the picture; read to its end or destroyed
 * @throws FileRefused; also where the picture breaks whatever decodes it, or takes too long.
 * @throws the error of `source`, when that fails.
 */
export async function workApart(job: PictureJob, source: Readable, options: Partial<PictureOptions> = {}): Promise<PictureApart> {
  const { patienceMs, program, execArgv } = { ...DEFAULTS, ...options };
  // It needs none of the server's settings, and so gets none of its secrets.
  const child = fork(program, [], { execArgv: [...execArgv], env: {}, serialization: 'advanced', stdio: ['pipe', 'pipe', 'inherit', 'ipc'] });
  const patience = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  child.once('exit', () => clearTimeout(patience));
  try {
    const { stdin, stdout } = child;
    if (!stdin || !stdout) throw new Error('A process of pictures has no pipes.');
    const [answer] = await Promise.all([answerOf(child, job), feed(source, stdin)]);
    if ('refused' in answer) throw new FileRefused(answer.refused);
    const bytes = Readable.from(whole(stdout, answer.made.sizeBytes), { objectMode: false });
    // Also where nobody ever reads it: what was never begun has no end of its own.
    bytes.once('close', () => child.kill('SIGKILL'));
    return { ...answer.made, bytes };
  } catch (error) {
    child.kill('SIGKILL');
    source.destroy();
    throw error;
  }
}

/** A process that ends on the way hangs up; why it ended is told by its answer. What else goes wrong is the source's failure. */
const feed = (source: Readable, stdin: Writable): Promise<void> =>
  pipeline(source, stdin).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });

const answerOf = (child: ChildProcess, job: PictureJob): Promise<PictureAnswer> =>
  new Promise((resolve, reject) => {
    child.once('message', (answer: PictureAnswer) => resolve(answer));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      // A signal is what the picture did to its decoder, or the end of our patience; else it is the program.
      reject(signal === null ? new Error(`A process of pictures ended with ${code}.`) : new FileRefused('damaged', new Error(`The process of a picture ended by ${signal}.`)));
    });
    child.send(job, (error) => (error ? reject(error) : undefined));
  });

/** @throws Error for fewer bytes than were announced. */
async function* whole(stdout: Readable, sizeBytes: number): AsyncGenerator<Buffer> {
  let left = sizeBytes;
  for await (const piece of stdout as AsyncIterable<Buffer>) {
    left -= piece.length;
    yield piece;
    if (left <= 0) return;
  }
  throw new Error(`The process of a picture ended ${left} bytes too early.`);
}
