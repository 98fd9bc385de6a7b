import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Core } from '@strapi/strapi';
import { kernel, newId, sql, type Tx } from '#kernel';
import { mediaTypeOf } from '../../domain/documents/file-type';
import { FileRefused } from '../../domain/documents/refusal';
import type { VerifierDocument } from '../../domain/verification';
import type { Verifier } from '../../verifiers/port';
import { atMost } from '../documents/at-most';
import { inspectPdf } from '../documents/pdf';
import { workApart } from '../documents/picture-apart';
import type { Ask } from './asks';
import type { Verification } from './verifications';

/** A copy that is in our store and not kept yet: without the transaction that keeps it, it is gone within a day. */
export interface CopiedFile {
  name: string;
  object: string;
  mediaType: string;
  sizeBytes: number;
}

const MOST_BYTES = 10_485_760;
/** Registers hold small portraits. */
const LEAST_SIDE = 32;
const atOnce = atMost(2);

/**
 * Copies a verifier's files, whose links die within the hour, sealed for the person. What cannot be had, or is no picture
 * and no PDF, is left out: it is beside the answer, and an answer is not kept waiting for it.
 */
export async function copyFiles(strapi: Core.Strapi, verifier: Verifier, ask: Ask, { personId }: Verification, documents: readonly VerifierDocument[], signal: AbortSignal): Promise<CopiedFile[]> {
  const kept = new Set((await sql(strapi).query<{ name: string }>('SELECT name FROM kyc_verifier_files WHERE ask_id = $1', [ask.id])).map(({ name }) => name));
  const copied: CopiedFile[] = [];
  for (const document of documents) {
    if (kept.has(document.name)) continue;
    kept.add(document.name);
    const file = await atOnce(() => copy(strapi, verifier, personId, document, signal)).catch((error: unknown) => {
      strapi.log.warn(`A file of the verifier "${verifier.code}" could not be copied.`, { askId: ask.id, name: document.name, error });
      return undefined;
    });
    if (file) copied.push(file);
  }
  return copied;
}

async function copy(strapi: Core.Strapi, verifier: Verifier, personId: string, document: VerifierDocument, signal: AbortSignal): Promise<CopiedFile | undefined> {
  const original = await verifier.download(document, signal);
  if (!original) return undefined;
  if (original.length > MOST_BYTES) throw new FileRefused('damaged');
  const mediaType = await mediaTypeOf(original);
  if (mediaType === undefined) throw new FileRefused('damaged');
  if (mediaType === 'application/pdf') await inspectPdf(original);
  const bytes = mediaType === 'application/pdf' ? original : await buffer((await workApart({ does: 'reencode', mediaType, leastSide: LEAST_SIDE }, Readable.from([original]))).bytes);
  const object = await kernel(strapi).objects.put({ subject: personId }, Readable.from([bytes]));
  return { name: document.name, object, mediaType: mediaType === 'application/pdf' ? mediaType : 'image/jpeg', sizeBytes: bytes.length };
}

/** Keeps copies for good, in the transaction of the answer that they belong to. */
export async function keepFiles(strapi: Core.Strapi, tx: Tx, ask: Ask, { applicationId, personId }: Verification, files: readonly CopiedFile[], at: Date): Promise<void> {
  for (const { name, object, mediaType, sizeBytes } of files) {
    const made = await tx.execute(
      `INSERT INTO kyc_verifier_files (id, ask_id, application_id, person_id, name, object, media_type, size_bytes, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (ask_id, name) DO NOTHING`,
      [newId('kvf'), ask.id, applicationId, personId, name, object, mediaType, sizeBytes, at],
    );
    if (made === 1) await kernel(strapi).objects.keep(tx, object);
  }
}
