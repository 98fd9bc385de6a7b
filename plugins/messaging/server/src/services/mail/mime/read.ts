import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ReadMail } from '../../../domain/mail/mail';

/** Why a mail could not be read. `isItsFault`: it is malformed, or beyond the limits, and will be so for ever. */
export class MailUnreadable extends Error {
  override readonly name = 'MailUnreadable';

  constructor(
    reason: string,
    readonly isItsFault: boolean,
  ) {
    super(`The mail cannot be read: ${reason}`);
  }
}

const RESOURCES = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
/** A hundred times what a large mail takes; on a machine that is busy with something else it is tried again. */
const PATIENCE_MS = 20_000;

/** A file that came with a mail, as it came. */
export interface MailFile {
  bytes: Uint8Array;
}

/** What is read of a mail: everything but its files, or the files. */
export type Wanted = 'mail' | 'files';
interface Read {
  mail: ReadMail;
  files: readonly MailFile[];
}

/** Beside this file, in the language that this file is in. */
const WORKER = path.join(__dirname, `worker${path.extname(__filename)}`);

let last: Promise<unknown> = Promise.resolve();

/**
 * Reads a mail without trusting it: in a thread with limits on its memory and its time. One at a time, so that many mails
 * at once are slow and nothing else is.
 *
 * @throws MailUnreadable
 */
export const readMime = (mime: Buffer, patienceMs = PATIENCE_MS): Promise<ReadMail> => inTurn('mail', mime, patienceMs);

/**
 * The files of a mail, in the order in which `attachments` names them; as many as a message takes along. By themselves: most
 * mails go nowhere, or have none.
 *
 * @throws MailUnreadable
 */
export const readFiles = (mime: Buffer, patienceMs = PATIENCE_MS): Promise<readonly MailFile[]> => inTurn('files', mime, patienceMs);

function inTurn<W extends Wanted>(wanted: W, mime: Buffer, patienceMs: number): Promise<Read[W]> {
  const mine = last.then(() => readInThread<Read[W]>(wanted, mime, patienceMs));
  // Who asked hears how it ended; the next one only waits until it has.
  last = mine.catch(() => undefined);
  return mine;
}

const readInThread = <T>(wanted: Wanted, mime: Buffer, patienceMs: number): Promise<T> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: { wanted, mime }, resourceLimits: RESOURCES, execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'], stderr: false });
    const timer = setTimeout(() => end(() => reject(new MailUnreadable(`it took longer than ${patienceMs} ms.`, false))), patienceMs);
    let isOver = false;
    const end = (say: () => void) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      // Whoever is stopped has nothing more to say; a failure to stop it changes nothing for the mail.
      void worker.terminate().then(say, say);
    };
    worker.once('message', (read: T) => end(() => resolve(read)));
    worker.once('error', (error: NodeJS.ErrnoException) => end(() => reject(new MailUnreadable(error.message.slice(0, 200), error.code !== 'ERR_WORKER_INIT_FAILED'))));
    worker.once('exit', (code) => end(() => reject(new MailUnreadable(`its reader ended with ${code}.`, false))));
  });
