import type { Core } from '@strapi/strapi';
import { NotFound, sql } from '#kernel';
import type { Viewer } from '../../domain/person';
import type { Attachment } from './attachment';
import { takeIn, type IncomingFile } from './take-in';

export interface Upload extends IncomingFile {
  roomId: string;
}

/**
 * Stores a file for a message that a member of a room is to send there.
 *
 * @throws NotFound for who is not in the room, and whatever `takeIn` throws.
 */
export async function upload(strapi: Core.Strapi, owner: Viewer, { roomId, ...file }: Upload): Promise<Attachment> {
  const [room] = await sql(strapi).query<{ id: string }>('SELECT r.id FROM rooms r JOIN room_members m ON m.room_id = r.id WHERE r.public_id = $1 AND m.member = $2', [roomId, owner.id]);
  if (!room) throw new NotFound();
  return takeIn(strapi, owner.id, room.id, file);
}
