import type { Core } from '@strapi/strapi';
import { NotFound, sql } from '#kernel';
import type { StaffViewer } from '../../domain/person';
import type { Attachment } from '../attachments/attachment';
import { linkTo, type Link } from '../attachments/links';
import { takeIn, type IncomingFile } from '../attachments/take-in';
import { findTicket } from './find';
import { assertStaff } from './sight';

/**
 * Stores a file that staff are to send to the customer, or to put into a note. They need not have written in the room
 * before.
 *
 * @throws NotFound, Forbidden, and whatever `takeIn` throws.
 */
export async function uploadForTicket(strapi: Core.Strapi, actor: StaffViewer, ticketId: string, room: 'conversation' | 'staff', file: IncomingFile): Promise<Attachment> {
  const ticket = await findTicket(strapi, actor, ticketId);
  assertStaff(actor, 'tickets.answer');
  return takeIn(strapi, actor.id, (room === 'staff' ? ticket.staffRoom : ticket.conversation).rowId, file);
}

/** The rooms of a ticket, if an attachment lies in one of them. @throws NotFound */
async function assertIn(strapi: Core.Strapi, viewer: StaffViewer, ticketId: string, attachmentId: string): Promise<void> {
  const { conversation, staffRoom } = await findTicket(strapi, viewer, ticketId);
  const found = await sql(strapi).query('SELECT FROM attachments WHERE id = $1 AND room_id = ANY ($2::bigint[])', [attachmentId, [conversation.rowId, staffRoom.rowId]]);
  if (found.length === 0) throw new NotFound();
}

/** A link to a file of a ticket, of either of its rooms. @throws NotFound */
export async function linkInTicket(strapi: Core.Strapi, viewer: StaffViewer, ticketId: string, attachmentId: string): Promise<Link> {
  await assertIn(strapi, viewer, ticketId, attachmentId);
  return linkTo(strapi, viewer, attachmentId);
}

/** Erases an upload of one's own that will not be sent. @throws NotFound where there is none, or it was sent; Forbidden */
export async function discardUpload(strapi: Core.Strapi, actor: StaffViewer, ticketId: string, attachmentId: string): Promise<void> {
  await assertIn(strapi, actor, ticketId, attachmentId);
  assertStaff(actor, 'tickets.answer');
  const [row] = await sql(strapi).query<{ is_gone: boolean }>('SELECT messaging_discard_attachment($1, $2) AS is_gone', [attachmentId, actor.id]);
  if (!row?.is_gone) throw new NotFound();
}
