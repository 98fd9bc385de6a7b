import type { Core } from '@strapi/strapi';
import { appendEvent, audit, clock, NotFound, transaction } from '#kernel';
import { documentMachine, type DocumentState } from '../../domain/documents/document';
import { NotClaimed } from '../../review-errors';
import { aboutApplication, lockApplication } from '../applications';
import { holds, reviewerOf } from '../reviews/reviewer';
import { aboutDocument, documentFacts, findDocument, type Document } from './documents';

export interface DocumentVerdict {
  state: Extract<DocumentState, 'accepted' | 'refused'>;
  /** Codes of `DOCUMENT_REASONS`; none for what is accepted. */
  reasons: readonly string[];
}

/**
 * What a reviewer who holds the application thinks of one document. It may be changed until the application is decided; the applicant hears of it
 * only then. The same verdict again changes nothing.
 *
 * @throws NotFound, NotReviewable, OwnApplication, DecidedBefore, NotClaimed, IllegalTransition for one that was replaced
 */
export function judgeDocument(strapi: Core.Strapi, documentId: string, { state, reasons }: DocumentVerdict): Promise<Document> {
  return transaction(strapi, async (tx) => {
    const seen = await findDocument(tx, documentId);
    const application = seen && (await lockApplication(tx, seen.applicationId));
    const document = application && (await findDocument(tx, documentId));
    if (!document) throw new NotFound();
    const { actor } = await reviewerOf(strapi, tx, application);
    const decidedAt = clock.now();
    if (!holds(application, actor, decidedAt)) throw new NotClaimed();
    if (document.state === state && isSame(document.reasons, reasons)) return document;
    if (document.state !== state) documentMachine.assert(document.state, state);
    const text = JSON.stringify(reasons);
    await tx.execute('UPDATE kyc_documents SET state = $2, reasons = $3, decided_by = $4, decided_at = $5, updated_at = $5 WHERE document_id = $1', [documentId, state, text, actor, decidedAt]);
    await appendEvent(tx, 'kyc.document_judged', aboutApplication(document.applicationId), { ...documentFacts(document), state });
    await audit(tx, { action: `kyc_document.${state}`, subject: aboutDocument(documentId), data: { applicationId: document.applicationId, reasons } });
    return { ...document, state, reasons: [...reasons], decidedBy: actor, decidedAt };
  });
}

const isSame = (one: readonly string[], other: readonly string[]): boolean => JSON.stringify(one) === JSON.stringify(other);
