import { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';
import { clock, kernel, newId, NotFound, PayloadTooLarge, sql, transaction } from '#kernel';
import { messagingConfig } from '../../config';
import { TooManyUnsent } from '../../domain/attachment-errors';
import { attachmentName } from '../../domain/attachment-name';
import type { Viewer } from '../../domain/person';
import type { Attachment } from './attachment';
import { inspect } from './inspect';
import { uploadLimit } from './upload-limit';

export interface Upload {
  roomId: string;
  /** As its sender calls it. */
  name: string;
  /** How long its sender says it is; `undefined` where they do not. */
  declaredBytes: number | undefined;
  bytes: AsyncIterable<Buffer>;
}

/** Of one person: what they may upload and not send. */
const MOST_UNSENT = 50;

/**
 * Stores a file for a message that is to come. It flows through in pieces: looked at, cleaned, sealed and put away, none
 * of it ever whole in memory or readable on a disk.
 *
 * @throws NotFound for who is not in the room.
 * @throws PayloadTooLarge, AttachmentTypeRefused, TooManyUnsent, TooManyRequests
 * @throws Unavailable when the object store does not take it.
 */
export async function upload(strapi: Core.Strapi, owner: Viewer, { roomId, name, declaredBytes, bytes }: Upload): Promise<Attachment> {
  const { maxBytes } = messagingConfig(strapi).attachments;
  const room = await roomOf(strapi, owner, roomId);
  if (declaredBytes !== undefined && declaredBytes > maxBytes) throw new PayloadTooLarge();
  // Before the bytes flow; what counts is asked again when they are there.
  if (room.unsent >= MOST_UNSENT) throw new TooManyUnsent({ mostUnsent: MOST_UNSENT });
  await uploadLimit(strapi).take(owner.id);

  const { type, bytes: cleaned } = await inspect(bytes, maxBytes);
  let sizeBytes = 0;
  const counted = async function* () {
    for await (const piece of cleaned) {
      sizeBytes += piece.length;
      yield piece;
    }
  };
  const object = await kernel(strapi).objects.put({}, Readable.from(counted(), { objectMode: false }));
  // A scanner for malware would be asked here, when the file is put away and nobody can have it yet.
  const attachment: Attachment = { id: newId('att'), name: attachmentName(name, type.extensions), mediaType: type.mediaType, sizeBytes };
  await keep(strapi, owner, room.rowId, object, attachment);
  return attachment;
}

async function roomOf(strapi: Core.Strapi, owner: Viewer, roomId: string): Promise<{ rowId: string; unsent: number }> {
  const [room] = await sql(strapi).query<{ id: string; unsent: string }>(
    `SELECT r.id, (SELECT count(*) FROM attachments a WHERE a.owner = $2 AND a.message_id IS NULL) AS unsent
     FROM rooms r JOIN room_members m ON m.room_id = r.id WHERE r.public_id = $1 AND m.member = $2`,
    [roomId, owner.id],
  );
  if (!room) throw new NotFound();
  return { rowId: room.id, unsent: Number(room.unsent) };
}

/** The file and the row that refers to it, both or neither. */
async function keep(strapi: Core.Strapi, owner: Viewer, roomRowId: string, object: string, { id, name, mediaType, sizeBytes }: Attachment): Promise<void> {
  const { objects } = kernel(strapi);
  try {
    await transaction(strapi, async (tx) => {
      await objects.keep(tx, object);
      const [row] = await tx.query<{ is_kept: boolean }>('SELECT messaging_keep_attachment($1, $2, $3, $4, $5, $6, $7, $8, $9) AS is_kept', [
        id, roomRowId, owner.id, object, name, mediaType, sizeBytes, MOST_UNSENT, clock.now(),
      ]);
      if (!row?.is_kept) throw new TooManyUnsent({ mostUnsent: MOST_UNSENT });
    });
  } catch (error) {
    // Where this fails too, nobody has kept it, and a day goes by.
    await transaction(strapi, (tx) => objects.forget(tx, [object]));
    throw error;
  }
}
