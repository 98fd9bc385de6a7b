import type { Sql } from '#kernel';
import type { DocumentState } from '../../domain/documents/document';
import type { DocumentSide } from '../../domain/documents/document-types';
import type { Quality } from '../../domain/documents/quality';
import type { GivenDocument } from '../../domain/requirements';

/** A document as our services see it. */
export interface Document {
  id: string;
  applicationId: string;
  personId: string;
  type: string;
  side: DocumentSide;
  country: string | null;
  state: DocumentState;
  /** Codes of `DOCUMENT_REASONS`, for staff. */
  reasons: string[];
  decidedBy: string | null;
  decidedAt: Date | null;
  /** Counts what was sent for one side of one type, from 1. */
  version: number;
  supersedes: string | null;
  /** Where its bytes lie. */
  object: string;
  fingerprint: string;
  mediaType: string;
  sizeBytes: number;
  pages: number | null;
  quality: Quality | null;
  scan: 'clean' | 'off';
  createdAt: Date;
}

interface DocumentRow {
  id: string;
  application_id: string;
  person_id: string;
  type: string;
  side: DocumentSide;
  country: string | null;
  state: DocumentState;
  reasons: string[];
  decided_by: string | null;
  decided_at: Date | null;
  version: number;
  supersedes: string | null;
  object: string;
  fingerprint: string;
  media_type: string;
  size_bytes: number;
  pages: number | null;
  quality: Quality | null;
  scan: 'clean' | 'off';
  created_at: Date;
}

const SELECT = `SELECT d.document_id AS id, d.application_id, d.person_id, d.type, d.side, d.country, d.state, d.reasons, d.decided_by, d.decided_at, d.version,
  d.supersedes, d.object, d.fingerprint, d.media_type, d.size_bytes, d.pages, d.quality, d.scan, d.created_at FROM kyc_documents d`;

const toDocument = ({ application_id, person_id, decided_by, decided_at, media_type, size_bytes, created_at, ...row }: DocumentRow): Document => ({
  ...row,
  applicationId: application_id,
  personId: person_id,
  decidedBy: decided_by,
  decidedAt: decided_at,
  mediaType: media_type,
  sizeBytes: size_bytes,
  createdAt: created_at,
});

/** Every document of an application, replaced ones among them; what belongs together stands together, newest first. */
export const documentsOfApplication = async (db: Sql, applicationId: string): Promise<Document[]> =>
  (await db.query<DocumentRow>(`${SELECT} WHERE d.application_id = $1 ORDER BY d.type, d.side, d.version DESC`, [applicationId])).map(toDocument);

/** What was sent for one side of one type, newest first. */
export const versionsOf = async (db: Sql, applicationId: string, type: string, side: string): Promise<Document[]> =>
  (await db.query<DocumentRow>(`${SELECT} WHERE d.application_id = $1 AND d.type = $2 AND d.side = $3 ORDER BY d.version DESC`, [applicationId, type, side])).map(toDocument);

export const findDocument = async (db: Sql, id: string): Promise<Document | undefined> =>
  (await db.query<DocumentRow>(`${SELECT} WHERE d.document_id = $1`, [id])).map(toDocument)[0];

/** The documents that count for an application, for what it lacks. */
export async function givenDocuments(db: Sql, applicationId: string): Promise<GivenDocument[]> {
  return db.query<GivenDocument & Record<string, unknown>>(`SELECT d.type, d.side, d.state = 'refused' AS "isRefused" FROM kyc_documents d WHERE d.application_id = $1 AND d.state <> 'superseded' ORDER BY d.type, d.side`, [applicationId]);
}

/** The same file with other people: in which of their applications, newest first. */
export const sharedWith = (db: Sql, { fingerprint, personId }: Document): Promise<{ applicationId: string; documentId: string }[]> =>
  db.query(`SELECT d.application_id AS "applicationId", d.document_id AS "documentId" FROM kyc_documents d WHERE d.fingerprint = $1 AND d.person_id <> $2 ORDER BY d.document_id DESC LIMIT 20`, [fingerprint, personId]);

/** The part of a document that every one of its events carries. */
export const documentFacts = ({ id, applicationId, personId, type, side, version }: Document) => ({ documentId: id, applicationId, personId, type, side, version });
export const aboutDocument = (id: string) => ({ type: 'kyc_document', id });
