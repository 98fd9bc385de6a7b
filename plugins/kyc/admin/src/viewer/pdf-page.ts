import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerAddress;

/** So wide is a page drawn, in pixels: small print can be read after coming nearer. */
const WIDTH = 2_000;

/** Draws a page of a PDF. Pages count from 1. */
export async function drawPdfPage(bytes: ArrayBuffer, number: number) {
  // What these bytes are is not trusted: nothing in them is run or fetched.
  const loading = getDocument({ data: bytes, enableXfa: false, useWasm: false, disableAutoFetch: true });
  try {
    const page = await (await loading.promise).getPage(number);
    const viewport = page.getViewport({ scale: WIDTH / page.getViewport({ scale: 1 }).width });
    const element = document.createElement('canvas');
    element.width = Math.ceil(viewport.width);
    element.height = Math.ceil(viewport.height);
    await page.render({ canvas: element, viewport }).promise;
    return { element, width: element.width, height: element.height };
  } finally {
    await loading.destroy();
  }
}
