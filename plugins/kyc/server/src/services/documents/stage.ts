import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';
import { kernel, PayloadTooLarge, transaction } from '#kernel';
import { DocumentFileRefused, DocumentTypeRefused } from '../../document-errors';
import { DOCUMENT_MEDIA_TYPES, HEAD_BYTES, mediaTypeOf, type DocumentMediaType } from '../../domain/documents/file-type';

/** A file as it came in: sealed under a key of its own, and gone within a day whatever happens. */
export interface StagedFile {
  object: string;
  mediaType: DocumentMediaType;
  sizeBytes: number;
  /** SHA-256 of the bytes as they came. */
  hash: Buffer;
}

/**
 * Puts a file away while it comes in: so a slow sender holds no memory, and the scanner sees what was sent.
 *
 * @throws PayloadTooLarge, DocumentFileRefused, DocumentTypeRefused
 * @throws Unavailable when the object store does not take it.
 */
export async function stage(strapi: Core.Strapi, source: AsyncIterable<Buffer>, maxBytes: number): Promise<StagedFile> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const counted = (async function* () {
    for await (const piece of source) {
      sizeBytes += piece.length;
      if (sizeBytes > maxBytes) throw new PayloadTooLarge();
      hash.update(piece);
      yield piece;
    }
  })();
  const head: Buffer[] = [];
  for (let length = 0; length < HEAD_BYTES; ) {
    const next = await counted.next();
    if (next.done === true) break;
    head.push(next.value);
    length += next.value.length;
  }
  const beginning = Buffer.concat(head);
  const mediaType = await mediaTypeOf(beginning);
  if (mediaType === undefined) {
    await counted.return();
    throw beginning.length === 0 ? new DocumentFileRefused({ reason: 'empty' }) : new DocumentTypeRefused({ mediaTypes: DOCUMENT_MEDIA_TYPES });
  }
  const whole = (async function* () {
    yield beginning;
    yield* counted;
  })();
  const object = await kernel(strapi).objects.put({}, Readable.from(whole, { objectMode: false }));
  return { object, mediaType, sizeBytes, hash: hash.digest() };
}

/** Nobody needs it any more: its key goes at once, its bytes after that. */
export const unstage = (strapi: Core.Strapi, { object }: StagedFile): Promise<void> => transaction(strapi, (tx) => kernel(strapi).objects.forget(tx, [object]));
