import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Core } from '@strapi/strapi';
import { audit, kernel, NotScanned, transaction } from '#kernel';
import { DocumentFileRefused, DocumentInfected, DocumentTypeRefused, DocumentUnscanned } from '../../document-errors';
import { documentType } from '../../domain/documents/document-types';
import { DOCUMENT_MEDIA_TYPES } from '../../domain/documents/file-type';
import type { Quality } from '../../domain/documents/quality';
import { FileRefused } from '../../domain/documents/refusal';
import { atMost } from './at-most';
import { inspectPdf } from './pdf';
import { workApart } from './picture-apart';
import type { StagedFile } from './stage';

/** A document as it is to be kept: under the key of its person, and gone within a day unless somebody keeps it. */
export interface PreparedFile {
  object: string;
  mediaType: string;
  sizeBytes: number;
  pages: number | null;
  quality: Quality | null;
  scan: 'clean' | 'off';
  /** SHA-256 of the bytes that are kept. */
  hash: Buffer;
}

/** Files that are decoded at once, each by a process or a thread of its own: some 250 MB at the worst. The others wait where they lie, sealed. */
const atOnce = atMost(2);

/**
 * Has a file looked at for malware, reads it, and puts away what is kept of it.
 *
 * @throws DocumentInfected, DocumentUnscanned, DocumentFileRefused, DocumentTypeRefused
 * @throws Unavailable when the object store does not answer.
 */
export async function prepare(strapi: Core.Strapi, staged: StagedFile, of: { personId: string; applicationId: string; type: string; version: number }): Promise<PreparedFile> {
  if (staged.mediaType === 'application/pdf' && documentType(of.type)?.takesPdf !== true) {
    throw new DocumentTypeRefused({ mediaTypes: DOCUMENT_MEDIA_TYPES.filter((mediaType) => mediaType !== 'application/pdf') });
  }
  await assertClean(strapi, staged, of);
  return atOnce(async () => {
    const { objects, malware } = kernel(strapi);
    const stored = await objects.open(staged.object);
    if (!stored) throw new Error('The file was erased before it was read.');
    const { bytes, ...kept } = await read(stored, staged).catch((error: unknown) => {
      throw error instanceof FileRefused ? new DocumentFileRefused({ reason: error.reason }) : error;
    });
    const hash = createHash('sha256');
    const hashed = async function* () {
      for await (const piece of bytes as AsyncIterable<Buffer>) {
        hash.update(piece);
        yield piece;
      }
    };
    const object = await objects.put({ subject: of.personId, version: of.version }, Readable.from(hashed(), { objectMode: false })).finally(() => bytes.destroy());
    return { object, hash: hash.digest(), scan: malware.isOn ? 'clean' : 'off', ...kept };
  });
}

/** A picture is made anew. A PDF stays as it is: what it looks like, signatures among it, is what staff must see. */
async function read(stored: Readable, { mediaType }: StagedFile): Promise<Pick<PreparedFile, 'mediaType' | 'sizeBytes' | 'pages' | 'quality'> & { bytes: Readable }> {
  if (mediaType !== 'application/pdf') return { ...(await workApart({ does: 'reencode', mediaType }, stored)), mediaType: 'image/jpeg', pages: null };
  const bytes = await buffer(stored);
  return { bytes: Readable.from([bytes]), mediaType, sizeBytes: bytes.length, pages: await inspectPdf(bytes), quality: null };
}

async function assertClean(strapi: Core.Strapi, { object, mediaType, sizeBytes }: StagedFile, { personId, applicationId }: { personId: string; applicationId: string }): Promise<void> {
  const found = await kernel(strapi).malware.find(object).catch((error: unknown) => {
    throw error instanceof NotScanned ? new DocumentUnscanned() : error;
  });
  if (!found) return;
  await transaction(strapi, (tx) => audit(tx, { action: 'kyc_document.infected', subject: { type: 'person', id: personId }, data: { ...found, applicationId, mediaType, sizeBytes } }));
  throw new DocumentInfected();
}
