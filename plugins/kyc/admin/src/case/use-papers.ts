import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import type { CaseDocument, DocumentReason, One, Reason } from '../api/types';

/** The documents of a case, and what can be said about them and about it. */
export function usePapers(applicationId: string, canReadDocuments: boolean) {
  const documents = useResource<One<CaseDocument[]>>(canReadDocuments ? `/kyc/applications/${encodeURIComponent(applicationId)}/documents` : null);
  const documentReasons = useResource<One<DocumentReason[]>>(canReadDocuments ? '/kyc/document-reasons' : null);
  const reasons = useResource<One<Reason[]>>('/kyc/reasons');
  return {
    documents: documents.data?.data,
    error: documents.error ?? documentReasons.error ?? reasons.error,
    documentReasons: documentReasons.data?.data ?? [],
    reasons: reasons.data?.data ?? [],
    refresh: documents.refresh,
  };
}
