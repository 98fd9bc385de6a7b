import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { FileRefused } from '../refusal';
import { forbiddenIn } from './forbidden';

export const MOST_PAGES = 20;

/** Filters that unpack. One after another they grow without a limit that could be kept. */
const UNPACKING = /\/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b/g;

/**
 * Reads a PDF as a reader does, also what lies in streams of objects.
 *
 * @throws FileRefused
 */
export async function readPdf(bytes: Buffer): Promise<{ document: PDFDocument; pages: number }> {
  const document = await PDFDocument.load(bytes, { throwOnInvalidObject: true, updateMetadata: false }).catch((error: unknown) => {
    throw new FileRefused(error instanceof Error && /encrypted/i.test(error.message) ? 'encrypted' : 'damaged', error);
  });
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    const isStream = object instanceof PDFRawStream;
    if (isStream && unpacksTwice(object.dict)) throw new FileRefused('bomb');
    const reason = forbiddenIn(isStream ? object.dict.toString() : object.toString());
    if (reason) throw new FileRefused(reason);
  }
  const pages = countPages(document);
  if (pages === 0) throw new FileRefused('damaged');
  if (pages > MOST_PAGES) throw new FileRefused('too_many_pages');
  return { document, pages };
}

function countPages(document: PDFDocument): number {
  try {
    return document.getPageCount();
  } catch (error) {
    throw new FileRefused('damaged', error);
  }
}

function unpacksTwice(dict: PDFDict): boolean {
  const filter = dict.lookup(PDFName.of('Filter'));
  return filter instanceof PDFArray && (filter.toString().match(UNPACKING)?.length ?? 0) > 1;
}
