import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism, setPriority } from 'node:os';
import path from 'node:path';
import type { MrzOutcome } from '../../domain/mrz/mrz-outcome';
import type { ReadRequest } from './reader-process';

export interface ReaderOptions {
  /** After so long a picture counts as unread. */
  readonly patienceMs: number;
  /** How many pictures are read at a time; the others wait their turn. */
  readonly atOnce: number;
  /** The program that reads, and what Node is told when it starts it. */
  readonly program: string;
  readonly execArgv: readonly string[];
}

/** Sixty times what a page takes on a quiet machine; on one that has ten times its work to do it takes ten times as long. */
const PATIENCE_MS = 60_000;
/** Of JavaScript; the pixels lie beside it and are bounded by `decodeImage`. */
const HEAP_MEBIBYTES = 192;
/** Requests of people come first. */
const PRIORITY = 10;

const DEFAULTS: ReaderOptions = {
  patienceMs: PATIENCE_MS,
  atOnce: availableParallelism(),
  program: path.join(__dirname, `reader-process${path.extname(__filename)}`),
  execArgv: [`--max-old-space-size=${HEAP_MEBIBYTES}`],
};

export type MrzReader = (bytes: Uint8Array, today: string) => Promise<MrzOutcome>;

/**
 * Makes a reader of machine-readable zones; `today` is `YYYY-MM-DD`. It never throws: a picture that cannot be read, a reader that dies of it
 * or takes too long are outcomes. Bytes and what they say go through a pipe, never to a disk.
 */
export function createMrzReader(options: Partial<ReaderOptions> = {}): MrzReader {
  const settings = { ...DEFAULTS, ...options };
  const waiting: (() => void)[] = [];
  let free = settings.atOnce;
  const turn = async () => {
    if (free === 0) return new Promise<void>((resolve) => waiting.push(resolve));
    free -= 1;
  };
  // A turn goes from one to the next, or back.
  const pass = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return async (bytes, today) => {
    await turn();
    try {
      return await readInProcess({ bytes, today }, settings);
    } finally {
      pass();
    }
  };
}

function readInProcess(request: ReadRequest, { program, execArgv, patienceMs }: ReaderOptions): Promise<MrzOutcome> {
  return new Promise((resolve) => {
    // It needs none of the server's settings, and so gets none of its secrets.
    const child = fork(program, [], { execArgv: [...execArgv], env: {}, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const end = (outcome: MrzOutcome) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      resolve(outcome);
    };
    const fail = () => end({ outcome: 'unread', reason: 'reader_failed' });
    const timer = setTimeout(() => end({ outcome: 'unread', reason: 'took_too_long' }), patienceMs);
    child.once('message', (outcome: MrzOutcome) => end(outcome));
    child.on('error', fail);
    child.once('exit', fail);
    yieldTo(child);
    child.send(request, (error) => (error ? fail() : undefined));
  });
}

function yieldTo({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, PRIORITY);
  } catch {
    // Gone already, which `exit` tells; or a system without priorities, where it reads all the same.
  }
}

/** As many at once as there are cores. */
export const readMrz: MrzReader = createMrzReader();
