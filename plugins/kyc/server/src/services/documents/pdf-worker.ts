import { parentPort, workerData } from 'node:worker_threads';
import { assertHarmlessBytes } from '../../domain/documents/pdf/bytes';
import { readPdf } from '../../domain/documents/pdf/objects';
import { stampPdf } from '../../domain/documents/pdf/stamp';
import { FileRefused } from '../../domain/documents/refusal';
import type { PdfAnswer, PdfJob } from './pdf-job';

async function answer(job: PdfJob): Promise<PdfAnswer> {
  const bytes = Buffer.from(job.bytes.buffer, job.bytes.byteOffset, job.bytes.byteLength);
  try {
    if (job.does === 'inspect') await assertHarmlessBytes(bytes);
    const { document, pages } = await readPdf(bytes);
    return job.does === 'inspect' ? { pages } : { bytes: await stampPdf(document, job.lines) };
  } catch (error) {
    if (error instanceof FileRefused) return { refused: error.reason };
    throw error;
  }
}

/** Runs in a thread of its own, for one PDF. */
void answer(workerData as PdfJob).then((found) => parentPort?.postMessage(found));
