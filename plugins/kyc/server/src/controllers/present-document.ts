import { isReviewable } from '../domain/application';
import { DOCUMENT_REASONS, publicReasons } from '../domain/documents/document-reasons';
import type { Application } from '../services/applications';
import type { Document } from '../services/documents/documents';

/** A verdict of the round that is going on is the staff's, until the application is decided. */
const isUntold = (application: Pick<Application, 'state' | 'submittedAt'>, { decidedAt }: Document): boolean =>
  isReviewable(application.state) && decidedAt !== null && (application.submittedAt === null || decidedAt > application.submittedAt);

/** What its applicant sees: public reasons, and nothing of who decided. */
export function presentDocument(application: Pick<Application, 'state' | 'submittedAt'>, document: Document) {
  const untold = isUntold(application, document);
  return {
    id: document.id,
    type: document.type,
    side: document.side,
    country: document.country,
    state: untold ? 'pending' : document.state,
    reasons: untold ? [] : publicReasons(document.reasons),
    version: document.version,
    supersedes: document.supersedes,
    mediaType: document.mediaType,
    sizeBytes: document.sizeBytes,
    pages: document.pages,
    quality: document.quality,
    createdAt: document.createdAt.toISOString(),
  };
}

export function presentToStaff(document: Document, sharedWith: readonly { applicationId: string; documentId: string }[]) {
  const { id, type, side, country, state, version, supersedes, mediaType, sizeBytes, pages, quality, decidedBy, scan } = document;
  return {
    id, type, side, country, state, version, supersedes, mediaType, sizeBytes, pages, quality, decidedBy, scan, sharedWith,
    reasons: document.reasons.map((code) => {
      const known = DOCUMENT_REASONS.find((reason) => reason.code === code);
      return { code, text: known?.text ?? code, isShown: known !== undefined && known.shownAs === undefined };
    }),
    decidedAt: document.decidedAt?.toISOString() ?? null,
    createdAt: document.createdAt.toISOString(),
  };
}
