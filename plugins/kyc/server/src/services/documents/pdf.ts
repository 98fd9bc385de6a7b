import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { FileRefused } from '../../domain/documents/refusal';
import type { WatermarkLines } from '../../domain/documents/watermark';
import type { PdfAnswer, PdfJob } from './pdf-job';

/** Of ten megabytes it needs seconds, also on a busy machine. */
const PATIENCE_MS = 30_000;
const MOST_HEAP_MB = 512;

/** How many pages a PDF has that shows pages and does nothing else. @throws FileRefused */
export async function inspectPdf(bytes: Buffer): Promise<number> {
  const answer = await ask({ does: 'inspect', bytes });
  if ('pages' in answer) return answer.pages;
  throw new Error('The worker of PDFs answered something else.');
}

/** The same PDF with lines across each page. */
export async function markPdf(bytes: Buffer, lines: WatermarkLines): Promise<Buffer> {
  const answer = await ask({ does: 'stamp', bytes, lines });
  if ('bytes' in answer) return Buffer.from(answer.bytes);
  throw new Error('The worker of PDFs answered something else.');
}

/**
 * A PDF is read in a thread of its own, with memory and time of its own: what is made to take for ever, or all there is,
 * ends that thread and nothing else.
 */
async function ask(job: PdfJob): Promise<Exclude<PdfAnswer, { refused: unknown }>> {
  const worker = new Worker(path.join(__dirname, 'pdf-worker.js'), { workerData: job, resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB } });
  const patience = setTimeout(() => void worker.terminate(), PATIENCE_MS);
  try {
    const answer = await new Promise<PdfAnswer>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', (error: Error & { code?: string }) => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new FileRefused('bomb', error) : error));
      worker.once('exit', () => reject(new FileRefused('bomb')));
    });
    if ('refused' in answer) throw new FileRefused(answer.refused);
    return answer;
  } finally {
    clearTimeout(patience);
    await worker.terminate();
  }
}
