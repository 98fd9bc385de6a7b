import { randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { clock, NotFound, sha256, sql } from '#kernel';
import type { OpeningPurpose } from '../../domain/documents/purposes';
import { assertReadable } from '../privacy/restriction';
import { findOpenable } from './openable';

export const LINK_SECONDS = 60;
const KEPT_MS = 86_400_000;
const TOKEN_BYTES = 32;

export interface DocumentLink {
  url: string;
  expiresAt: Date;
}

/** A link that works once, within a minute, for this member of staff. @throws NotFound, Forgotten, PersonRestricted */
export async function mintLink(strapi: Core.Strapi, viewerId: string, documentId: string, purpose: OpeningPurpose): Promise<DocumentLink> {
  const document = await findOpenable(sql(strapi), documentId);
  if (!document) throw new NotFound();
  await assertReadable(strapi, document.personId);
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const expiresAt = new Date(clock.now().getTime() + LINK_SECONDS * 1_000);
  await sql(strapi).execute('INSERT INTO kyc_document_links (token_hash, document_id, viewer, purpose, expires_at) VALUES ($1, $2, $3, $4, $5)', [sha256(token), documentId, viewerId, purpose, expiresAt]);
  return { url: `${strapi.config.get<string>('server.absoluteUrl')}/kyc/documents/${documentId}/content?token=${token}`, expiresAt };
}

/** Links that nobody can use any more say nothing that the log of openings does not. */
export const dropOldLinks = (strapi: Core.Strapi): Promise<number> => sql(strapi).execute('DELETE FROM kyc_document_links WHERE expires_at < $1', [new Date(clock.now().getTime() - KEPT_MS)]);
