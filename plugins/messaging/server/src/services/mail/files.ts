import type { Core } from '@strapi/strapi';
import { kernel, PayloadTooLarge, sql, transaction } from '#kernel';
import { AttachmentInfected, AttachmentTypeRefused } from '../../domain/attachment-errors';
import type { NamedFile } from '../../domain/mail/file-line';
import type { ReadMail } from '../../domain/mail/mail';
import { putAway, type StoredFile } from '../attachments/take-in';
import type { MailFile } from './mime/read';

/** What came of the files of a mail: those that its message may take along, and those that stay in the mail alone. */
export interface MailFiles {
  taken: readonly StoredFile[];
  leftOut: readonly NamedFile[];
}

/**
 * Puts the files of a mail away, looked at like any upload. Nothing refers to them yet: where the process dies here they are
 * erased within a day, and the mail, which is not settled, is worked on again.
 *
 * @throws Unavailable when the object store does not take them, AttachmentUnscanned when nobody can say whether they are clean; nothing of them is kept then.
 */
export async function takeFiles(strapi: Core.Strapi, inboxId: string, { attachments }: Pick<ReadMail, 'attachments'>, files: readonly MailFile[]): Promise<MailFiles> {
  const taken: StoredFile[] = [];
  const leftOut: NamedFile[] = [];
  try {
    for (const [place, { name, sizeBytes }] of attachments.entries()) {
      const file = files[place];
      const stored = file && (await putAway(strapi, { type: 'mail', id: inboxId }, { name, bytes: piecesOf(file.bytes) }).catch(unlessRefused));
      if (stored) taken.push(stored);
      else leftOut.push({ name, sizeBytes });
    }
  } catch (error) {
    await letGo(strapi, { taken, leftOut });
    throw error;
  }
  return { taken, leftOut };
}

const PIECE_BYTES = 65_536;

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(PIECE_BYTES, bytes.length - at));
}

/** What may not be attached stays in the mail; whatever else goes wrong may go well the next time. */
function unlessRefused(error: unknown): undefined {
  if (error instanceof AttachmentTypeRefused || error instanceof AttachmentInfected || error instanceof PayloadTooLarge) return undefined;
  throw error;
}

/** Erases those files that no message has taken along after all: of a copy of a mail, or of one that somebody else has seen to. */
export async function letGo(strapi: Core.Strapi, { taken }: MailFiles): Promise<void> {
  if (taken.length === 0) return;
  try {
    const unused = await sql(strapi).query<{ key: string }>('SELECT key FROM unnest($1::text[]) key WHERE NOT EXISTS (SELECT FROM attachments a WHERE a.object = key)', [taken.map(({ object }) => object)]);
    if (unused.length > 0) await transaction(strapi, (tx) => kernel(strapi).objects.forget(tx, unused.map(({ key }) => key)));
  } catch (error) {
    // What became of the mail is settled, or is told by another error; these are erased within a day by themselves.
    strapi.log.warn('Files of a mail that nothing refers to are erased later.', { error });
  }
}
