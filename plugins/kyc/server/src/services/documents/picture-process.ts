/**
 * Works on one picture, in a process of its own: a decoder that a picture breaks takes that process with it and nothing else,
 * and what it was decoded to is given back to the system at once.
 */
import { buffer } from 'node:stream/consumers';
import { FileRefused } from '../../domain/documents/refusal';
import { markPicture } from './mark-picture';
import { reencode } from './picture';
import type { PictureAnswer, PictureJob } from './picture-job';

async function work(job: PictureJob): Promise<void> {
  const original = await buffer(process.stdin);
  const { bytes, quality } = job.does === 'reencode' ? await reencode(original, job.mediaType, job.leastSide) : { bytes: await markPicture(original, job.lines), quality: null };
  await tell({ made: { sizeBytes: bytes.length, quality } });
  process.stdout.write(bytes);
}

const tell = (answer: PictureAnswer): Promise<unknown> => new Promise((told) => process.send?.(answer, told));

const refuse = (error: unknown): Promise<unknown> => {
  // What is thrown here ends the process, and whoever waits sees it end.
  if (!(error instanceof FileRefused)) throw error;
  return tell({ refused: error.reason });
};

// It is ended by whoever started it: an end of its own could overtake its answer. Without a parent there is nobody to work for.
process.on('disconnect', () => process.exit());
process.once('message', (job: PictureJob) => void work(job).catch(refuse));
