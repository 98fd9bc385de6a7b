import { fileTypeFromBuffer } from 'file-type/core';
import { cleanJpeg } from './media/jpeg';
import { cleanMp4 } from './media/mp4';
import { cleanPng } from './media/png';
import { plainText } from './media/text';
import { cleanWebp } from './media/webp';

type Clean = (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

export interface AttachmentType {
  mediaType: string;
  /** What such a file may be called; the first is added to a name that ends in none of them. */
  extensions: readonly [string, ...string[]];
  /** Passes the file on without what its sender may not know that it says. */
  clean: Clean;
}

const asItIs: Clean = (source) => source;

/** Everything that may be attached. What a browser would run, such as HTML and SVG, is not among it, and never will be. */
const TYPES: readonly AttachmentType[] = [
  { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jpe'], clean: cleanJpeg },
  { mediaType: 'image/png', extensions: ['png', 'apng'], clean: cleanPng },
  { mediaType: 'image/webp', extensions: ['webp'], clean: cleanWebp },
  { mediaType: 'image/gif', extensions: ['gif'], clean: asItIs },
  { mediaType: 'application/pdf', extensions: ['pdf'], clean: asItIs },
  { mediaType: 'video/mp4', extensions: ['mp4', 'm4v'], clean: cleanMp4 },
  { mediaType: 'video/webm', extensions: ['webm'], clean: asItIs },
  { mediaType: 'audio/mpeg', extensions: ['mp3'], clean: asItIs },
  { mediaType: 'audio/ogg', extensions: ['ogg', 'oga', 'opus'], clean: asItIs },
];
const PLAIN_TEXT: AttachmentType = { mediaType: 'text/plain', extensions: ['txt', 'md', 'csv', 'tsv', 'log'], clean: plainText };

export const ATTACHMENT_MEDIA_TYPES: readonly string[] = [...TYPES, PLAIN_TEXT].map(({ mediaType }) => mediaType);

/** What file-type calls some of them. */
const ALIASES: Readonly<Record<string, string>> = { 'image/apng': 'image/png', 'video/x-m4v': 'video/mp4', 'audio/ogg; codecs=opus': 'audio/ogg' };

/** What is looked at to tell a type; enough for each of them. */
export const HEAD_BYTES = 4_100;

/**
 * Tells the type of a file by its first bytes, whatever it is called and whatever its sender says. A file without any
 * mark may be a text; reading on shows.
 *
 * @returns `undefined` where it is of no type that may be attached.
 */
export async function typeOf(head: Buffer): Promise<AttachmentType | undefined> {
  if (head.length === 0) return undefined;
  const found = await fileTypeFromBuffer(head);
  if (!found) return PLAIN_TEXT;
  const mediaType = ALIASES[found.mime] ?? found.mime;
  return TYPES.find((type) => type.mediaType === mediaType);
}
