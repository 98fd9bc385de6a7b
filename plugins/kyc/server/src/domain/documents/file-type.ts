import { fileTypeFromBuffer } from 'file-type/core';

export type DocumentMediaType = 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf';

/**
 * What documents may be. HEIC is not among it: its pictures are HEVC, which the build of libvips that comes with sharp
 * cannot decode, so it could not be re-encoded.
 */
export const DOCUMENT_MEDIA_TYPES: readonly DocumentMediaType[] = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'];

/** What is looked at to tell a type; enough for each of them. */
export const HEAD_BYTES = 4_100;

/**
 * Tells the type of a file by its first bytes, whatever it is called and whatever its sender says.
 *
 * @returns `undefined` where it is none of a document.
 */
export async function mediaTypeOf(head: Buffer): Promise<DocumentMediaType | undefined> {
  const found = await fileTypeFromBuffer(head);
  return DOCUMENT_MEDIA_TYPES.find((mediaType) => mediaType === found?.mime);
}
