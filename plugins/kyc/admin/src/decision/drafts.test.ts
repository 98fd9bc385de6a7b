import { createDrafts, NOTHING } from './drafts';

describe('what was typed about a case and not sent', () => {
  const typed = { reasonCodes: ['name_differs'], publicNote: 'Please write your name as in your passport.', internalNote: '' };

  it('is there when one comes back, for the decision that it was meant for', () => {
    const drafts = createDrafts();
    drafts.write('kyc_1', 1, 'resubmit', typed);
    expect(drafts.read('kyc_1', 1, 'resubmit')).toEqual(typed);
    expect([drafts.read('kyc_1', 1, 'reject'), drafts.read('kyc_1', 2, 'resubmit'), drafts.read('kyc_2', 1, 'resubmit')]).toEqual([NOTHING, NOTHING, NOTHING]);
  });

  it('is gone once the case is decided, and no other case with it', () => {
    const drafts = createDrafts();
    drafts.write('kyc_1', 1, 'resubmit', typed);
    drafts.write('kyc_2', 1, 'reject', typed);
    drafts.forget('kyc_1');
    expect([drafts.read('kyc_1', 1, 'resubmit'), drafts.read('kyc_2', 1, 'reject')]).toEqual([NOTHING, typed]);
  });

  it('is nothing where all of it was taken back', () => {
    const drafts = createDrafts();
    drafts.write('kyc_1', 1, 'reject', typed);
    drafts.write('kyc_1', 1, 'reject', { ...NOTHING, internalNote: '  ' });
    expect(drafts.isAny()).toBe(false);
  });
});
