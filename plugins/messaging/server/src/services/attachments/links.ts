import type { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';
import { audit, clock, kernel, NotFound, requestContext, sql, transaction, type Signer } from '#kernel';
import { messagingConfig } from '../../config';
import { LinkExpired } from '../../domain/attachment-errors';
import type { Viewer } from '../../domain/person';
import { seenBy } from './seen';

export interface Link {
  url: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
}

const signer = (strapi: Core.Strapi): Signer => kernel(strapi).signer('attachment links');
const signed = (attachmentId: string, viewerId: string, expires: string) => `${attachmentId} ${viewerId} ${expires}`;

/** A link for one person, for some minutes. @throws NotFound for who may not see it, as for one that does not exist. */
export async function linkTo(strapi: Core.Strapi, viewer: Viewer, attachmentId: string): Promise<Link> {
  await seenBy(sql(strapi), viewer.id, attachmentId);
  const expiresAtSeconds = Math.floor(clock.now().getTime() / 1_000) + messagingConfig(strapi).attachments.linkSeconds;
  const expires = String(expiresAtSeconds);
  const query = new URLSearchParams({ viewer: viewer.id, expires, signature: signer(strapi).sign(signed(attachmentId, viewer.id, expires)) });
  const server = strapi.config.get<string>('server.absoluteUrl');
  const prefix = strapi.config.get<string>('api.rest.prefix', '/api');
  return { url: `${server}${prefix}/attachments/${attachmentId}/content?${query.toString()}`, expiresAt: new Date(expiresAtSeconds * 1_000).toISOString() };
}

export interface OpenedAttachment {
  name: string;
  mediaType: string;
  sizeBytes: number;
  bytes: Readable;
}

/**
 * The file behind a link. Whoever has left the room since does not get it any more, nor staff who may not see tickets any
 * more; that staff have it is recorded before they do.
 *
 * @throws NotFound for a link that we have not made, and for an attachment that its viewer may not see (any more).
 * @throws LinkExpired for an old one of ours.
 * @throws Unavailable when the object store does not give it.
 */
export async function openLink(strapi: Core.Strapi, attachmentId: string, link: { viewer: string; expires: string; signature: string }): Promise<OpenedAttachment> {
  if (!signer(strapi).isSigned(signed(attachmentId, link.viewer, link.expires), link.signature)) throw new NotFound();
  if (clock.now().getTime() >= Number(link.expires) * 1_000) throw new LinkExpired();
  const { object, ticketId, ...file } = await seenBy(sql(strapi), link.viewer, attachmentId);
  if (ticketId !== null) {
    // The link is the token: nobody else has said who is reading.
    requestContext.setActor({ type: 'staff', id: link.viewer });
    await transaction(strapi, (tx) => audit(tx, { action: 'attachment.read', subject: { type: 'attachment', id: attachmentId }, data: { ticketId } }));
  }
  const bytes = await kernel(strapi).objects.open(object);
  // Deleted between the two.
  if (!bytes) throw new NotFound();
  return { ...file, bytes };
}
