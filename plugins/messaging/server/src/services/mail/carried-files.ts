import { buffer } from 'node:stream/consumers';
import type { Core } from '@strapi/strapi';
import { kernel, sql } from '#kernel';
import { messagingConfig } from '../../config';
import type { NamedFile } from '../../domain/mail/file-line';
import type { LetterFile } from '../../domain/mail/letter';

interface FileRow {
  object: string;
  name: string;
  media_type: string;
  size_bytes: string;
}

/**
 * The files of an answer that go along in its mail, in their order, and those that are too large for that.
 *
 * @throws Unavailable, or the error of the stream, where one cannot be read: the mail is sent later, and whole.
 */
export async function carriedFiles(strapi: Core.Strapi, messageId: string): Promise<{ files: LetterFile[]; tooLarge: NamedFile[] }> {
  const rows = await sql(strapi).query<FileRow>('SELECT object, name, media_type, size_bytes FROM attachments WHERE message_id = $1 ORDER BY place', [messageId]);
  const files: LetterFile[] = [];
  const tooLarge: NamedFile[] = [];
  let room = messagingConfig(strapi).mail.mostAttachedBytes;
  for (const { object, name, media_type: contentType, size_bytes } of rows) {
    const sizeBytes = Number(size_bytes);
    if (sizeBytes > room) {
      tooLarge.push({ name, sizeBytes });
      continue;
    }
    room -= sizeBytes;
    const bytes = await kernel(strapi).objects.open(object);
    // Gone with its message, which was deleted at this moment.
    if (bytes) files.push({ filename: name, contentType, content: await buffer(bytes) });
  }
  return { files, tooLarge };
}
