import { buffer } from 'node:stream/consumers';
import type { Core } from '@strapi/strapi';
import { audit, clock, kernel, newId, NotFound, requestContext, sha256, sql, transaction } from '#kernel';
import { DocumentLinkExpired } from '../../document-errors';
import type { WatermarkLines } from '../../domain/documents/watermark';
import { atMost } from './at-most';
import { assertReadable } from '../privacy/restriction';
import { aboutDocument } from './documents';
import { markPdf } from './pdf';
import { findOpenable, type Openable } from './openable';
import { workApart } from './picture-apart';

export interface DocumentViewer {
  id: string;
  /** As they sign in: whoever sees a copy knows whose it was. */
  email: string;
}

export interface OpenedDocument {
  document: Openable;
  bytes: Buffer;
}

/** Each is whole in memory, decoded; the others wait. */
const atOnce = atMost(2);

/**
 * What lies behind a link, with its viewer and the time all over it. The link is used and the opening recorded before a
 * byte is read: a failure on the way costs a new link, and leaves an entry too many, never one too few.
 *
 * @throws NotFound for a link that is none, or another's; DocumentLinkExpired for one that was used or is too old.
 * @throws Unavailable when the object store does not give it.
 */
export async function openDocument(strapi: Core.Strapi, viewer: DocumentViewer, documentId: string, token: string): Promise<OpenedDocument> {
  const at = clock.now();
  const asked = await findOpenable(sql(strapi), documentId);
  if (asked) await assertReadable(strapi, asked.personId);
  const document = await useLink(strapi, viewer, documentId, sha256(token), at);
  return atOnce(async () => {
    const stored = await kernel(strapi).objects.open(document.object);
    // The person was forgotten.
    if (!stored) throw new NotFound();
    const lines: WatermarkLines = [viewer.email, viewer.id, `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`];
    if (document.mediaType === 'application/pdf') return { document, bytes: await markPdf(await buffer(stored), lines) };
    return { document, bytes: await buffer((await workApart({ does: 'mark', lines }, stored)).bytes) };
  });
}

const useLink = (strapi: Core.Strapi, viewer: DocumentViewer, documentId: string, tokenHash: Buffer, at: Date): Promise<Openable> =>
  transaction(strapi, async (tx) => {
    const [link] = await tx.query<{ purpose: string; is_good: boolean }>(
      'SELECT l.purpose, l.used_at IS NULL AND l.expires_at > $4 AS is_good FROM kyc_document_links l WHERE l.token_hash = $1 AND l.document_id = $2 AND l.viewer = $3 FOR UPDATE',
      [tokenHash, documentId, viewer.id, at],
    );
    const document = link && (await findOpenable(tx, documentId));
    if (!document) throw new NotFound();
    if (!link.is_good) throw new DocumentLinkExpired();
    await tx.execute('UPDATE kyc_document_links SET used_at = $2 WHERE token_hash = $1', [tokenHash, at]);
    const { applicationId, personId } = document;
    const context = requestContext.get();
    await tx.execute('INSERT INTO kyc_document_openings (id, document_id, application_id, person_id, viewer, purpose, request_id, ip, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      newId('kyo'), documentId, applicationId, personId, viewer.id, link.purpose, context?.requestId ?? null, context?.ip ?? null, at,
    ]);
    await audit(tx, { action: 'kyc_document.opened', subject: aboutDocument(documentId), data: { applicationId, purpose: link.purpose } });
    return document;
  });
