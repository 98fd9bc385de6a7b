import { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';
import { clock, kernel, newId, PayloadTooLarge, sql, transaction } from '#kernel';
import { messagingConfig } from '../../config';
import { TooManyUnsent } from '../../domain/attachment-errors';
import { attachmentName } from '../../domain/attachment-name';
import type { Attachment } from './attachment';
import { inspect } from './inspect';
import { assertClean, type Origin } from './scan';
import { uploadLimit } from './upload-limit';

/** A file that is coming in. */
export interface IncomingFile {
  /** As its sender calls it. */
  name: string;
  /** How long its sender says it is; `undefined` where they do not. */
  declaredBytes: number | undefined;
  bytes: AsyncIterable<Buffer>;
}

/** A file that is put away, and that nothing refers to yet: it is erased within a day unless something does. */
export interface StoredFile extends Attachment {
  /** Its key in the object store. */
  object: string;
}

/** Of one person: what they may upload and not send. */
const MOST_UNSENT = 50;

/**
 * Stores a file for a message that its owner is to send in a room where they may. It flows through in pieces: looked at,
 * cleaned, sealed and put away, none of it ever whole in memory or readable on a disk.
 *
 * @throws PayloadTooLarge, AttachmentTypeRefused, AttachmentInfected, AttachmentUnscanned, TooManyUnsent, TooManyRequests
 * @throws Unavailable when the object store does not take it.
 */
export async function takeIn(strapi: Core.Strapi, ownerId: string, roomRowId: string, file: IncomingFile): Promise<Attachment> {
  if (file.declaredBytes !== undefined && file.declaredBytes > messagingConfig(strapi).attachments.maxBytes) throw new PayloadTooLarge();
  // Before the bytes flow; what counts is asked again when they are there.
  if ((await unsentOf(strapi, ownerId)) >= MOST_UNSENT) throw new TooManyUnsent({ mostUnsent: MOST_UNSENT });
  await uploadLimit(strapi).take(ownerId);
  const { object, ...attachment } = await putAway(strapi, { type: 'person', id: ownerId }, file);
  await keep(strapi, ownerId, roomRowId, object, attachment);
  return attachment;
}

/**
 * Looks at a file, cleans it, seals it, puts it away and has it looked at for malware.
 *
 * @param from who or what brought it, for the audit chain
 * @throws PayloadTooLarge, AttachmentTypeRefused, AttachmentInfected, AttachmentUnscanned
 * @throws Unavailable when the object store does not take it.
 */
export async function putAway(strapi: Core.Strapi, from: Origin, { name, bytes }: Pick<IncomingFile, 'name' | 'bytes'>): Promise<StoredFile> {
  const { type, bytes: cleaned } = await inspect(bytes, messagingConfig(strapi).attachments.maxBytes);
  let sizeBytes = 0;
  const counted = async function* () {
    for await (const piece of cleaned) {
      sizeBytes += piece.length;
      yield piece;
    }
  };
  const object = await kernel(strapi).objects.put({}, Readable.from(counted(), { objectMode: false }));
  await assertClean(strapi, from, { object, mediaType: type.mediaType, sizeBytes });
  return { id: newId('att'), name: attachmentName(name, type.extensions), mediaType: type.mediaType, sizeBytes, object };
}

async function unsentOf(strapi: Core.Strapi, ownerId: string): Promise<number> {
  const [row] = await sql(strapi).query<{ unsent: string }>('SELECT count(*) AS unsent FROM attachments WHERE owner = $1 AND message_id IS NULL', [ownerId]);
  return Number(row?.unsent);
}

/** The file and the row that refers to it, both or neither. */
async function keep(strapi: Core.Strapi, ownerId: string, roomRowId: string, object: string, { id, name, mediaType, sizeBytes }: Attachment): Promise<void> {
  const { objects } = kernel(strapi);
  try {
    await transaction(strapi, async (tx) => {
      await objects.keep(tx, object);
      const [row] = await tx.query<{ is_kept: boolean }>('SELECT messaging_keep_attachment($1, $2, $3, $4, $5, $6, $7, $8, $9) AS is_kept', [
        id, roomRowId, ownerId, object, name, mediaType, sizeBytes, MOST_UNSENT, clock.now(),
      ]);
      if (!row?.is_kept) throw new TooManyUnsent({ mostUnsent: MOST_UNSENT });
    });
  } catch (error) {
    // Where this fails too, nobody has kept it, and a day goes by.
    await transaction(strapi, (tx) => objects.forget(tx, [object]));
    throw error;
  }
}
