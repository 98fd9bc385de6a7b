import type { Core } from '@strapi/strapi';
import { audit, kernel, NotScanned, transaction } from '#kernel';
import { AttachmentInfected, AttachmentUnscanned } from '../../domain/attachment-errors';

/** Who or what brought a file. */
export interface Origin {
  type: 'person' | 'mail';
  id: string;
}

/** A file that is put away, and that nobody can have yet. */
export interface FileToScan {
  /** Its key in the object store. */
  object: string;
  mediaType: string;
  sizeBytes: number;
}

/**
 * Has every scanner look at a file before anything refers to it. One that is not found clean is erased; that something was
 * found is written into the audit chain, with who brought it.
 *
 * @throws AttachmentInfected where something was found, AttachmentUnscanned where nobody could say.
 */
export async function assertClean(strapi: Core.Strapi, from: Origin, { object, mediaType, sizeBytes }: FileToScan): Promise<void> {
  const { malware, objects } = kernel(strapi);
  const found = await malware.find(object).catch(async (error: unknown) => {
    // Where this fails too, nothing refers to it, and a day goes by.
    await transaction(strapi, (tx) => objects.forget(tx, [object]));
    throw error instanceof NotScanned ? new AttachmentUnscanned() : error;
  });
  if (!found) return;
  await transaction(strapi, async (tx) => {
    await objects.forget(tx, [object]);
    await audit(tx, { action: 'attachment.infected', subject: from, data: { ...found, mediaType, sizeBytes } });
  });
  throw new AttachmentInfected();
}
