import type { Requirements } from './level';
import { isComplete, missingOf, type Given } from './requirements';

const required: Requirements = {
  details: ['firstName', 'country'],
  identifiers: [['nin', 'bvn'], ['phone']],
  documents: [[{ type: 'passport', sides: ['front'] }, { type: 'national_id', sides: ['front', 'back'] }]],
};
const nothing: Given = { details: [], identifiers: [], documents: [] };
const passport = { type: 'passport', side: 'front' as const, isRefused: false };

describe('what an application lacks', () => {
  it('is everything at first', () => {
    expect(missingOf(required, nothing)).toEqual(required);
  });

  it('is nothing once one of each list is there', () => {
    const missing = missingOf(required, { details: ['country', 'firstName', 'address'], identifiers: ['phone', 'bvn'], documents: [passport] });
    expect(missing).toEqual({ details: [], identifiers: [], documents: [] });
    expect(isComplete(missing)).toBe(true);
  });

  it.each([
    ['one side of two', [{ type: 'national_id', side: 'front' as const, isRefused: false }]],
    ['a document that was refused', [{ ...passport, isRefused: true }]],
    ['another document', [{ ...passport, type: 'selfie' }]],
  ])('is a document where there is only %s', (_what, documents) => {
    const missing = missingOf(required, { ...nothing, documents });
    expect(missing.documents).toEqual(required.documents);
    expect(isComplete(missing)).toBe(false);
  });
});
