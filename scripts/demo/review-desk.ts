import type { Answer, Client } from './http.ts';

/** An application, as staff see it; the parts that the demo looks at. */
export interface ApplicationFile {
  id: string;
  state: string;
  attempt: number;
  needsSecondReview: boolean;
  identifiers: { type: string; masked: string }[];
}

export interface StaffDocument {
  id: string;
  type: string;
  state: string;
  version: number;
  quality: { hints: string[] } | null;
}

/** What the review console does for who works in it. */
export interface ReviewDesk {
  /** Those of a person that wait for a review. */
  waiting(personId: string): Promise<{ id: string; state: string }[]>;
  see(id: string): Promise<ApplicationFile>;
  claim(id: string): Promise<void>;
  documents(id: string): Promise<StaffDocument[]>;
  /** Opens a document as the console does: a link that works once. @returns its bytes, and how the same link is answered again */
  open(documentId: string): Promise<{ bytes: number; again: number }>;
  accept(documentId: string): Promise<void>;
  refuse(documentId: string, reasons: string[]): Promise<void>;
  decide(id: string, outcome: 'approve' | 'reject' | 'resubmit', reasonCodes?: string[]): Promise<Answer<{ data?: ApplicationFile; error?: { code: string } }>>;
}

/** @param client of the admin routes of KYC, with the token of a member of staff */
export function createReviewDesk({ call, get, post }: Client, token: string): ReviewDesk {
  const data = async <T>(answer: Promise<{ data: T }>) => (await answer).data;
  const judge = (documentId: string, verdict: object) => post<void>(`/documents/${documentId}/verdict`, verdict);
  return {
    waiting: (personId) => data(get(`/applications?personId=${personId}`)),
    see: (id) => data(get(`/applications/${id}`)),
    claim: (id) => post(`/applications/${id}/claim`),
    documents: (id) => data(get(`/applications/${id}/documents`)),
    async open(documentId) {
      const { url } = await data(post<{ data: { url: string } }>(`/documents/${documentId}/links`, { purpose: 'review' }));
      const follow = () => fetch(url, { headers: { authorization: `Bearer ${token}` } });
      const first = await follow();
      const bytes = (await first.arrayBuffer()).byteLength;
      const second = await follow();
      await second.arrayBuffer();
      return { bytes: first.ok ? bytes : 0, again: second.status };
    },
    accept: (documentId) => judge(documentId, { state: 'accepted' }),
    refuse: (documentId, reasons) => judge(documentId, { state: 'refused', reasons }),
    decide: (id, outcome, reasonCodes = []) => call('POST', `/applications/${id}/decide`, { outcome, reasonCodes }),
  };
}
