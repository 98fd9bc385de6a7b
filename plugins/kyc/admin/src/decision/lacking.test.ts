import type { CaseDocument, Reason } from '../api/types';
import { lackOf } from './lacking';

describe('a decision', () => {
  const reason = (code: string, concerns: Reason['concerns']): Reason => ({ code, concerns, outcomes: ['resubmit', 'reject'], publicText: '', internalText: '' });
  const reasons = [reason('name_differs', 'details'), reason('document_expired', 'documents')];
  const refused = { state: 'refused' } as CaseDocument;

  it('needs a reason, unless it approves', () => {
    expect([lackOf('approve', { reasonCodes: [] }, reasons, []), lackOf('reject', { reasonCodes: [] }, reasons, []), lackOf('resubmit', { reasonCodes: [] }, reasons, [refused])]).toEqual([undefined, 'reason', 'reason']);
  });

  it('that asks for corrections needs something to correct', () => {
    const ask = (code: string, documents: CaseDocument[]) => lackOf('resubmit', { reasonCodes: [code] }, reasons, documents);
    expect([ask('document_expired', []), ask('document_expired', [refused]), ask('name_differs', [])]).toEqual(['correction', undefined, undefined]);
    expect(lackOf('reject', { reasonCodes: ['document_expired'] }, reasons, [])).toBeUndefined();
  });
});
