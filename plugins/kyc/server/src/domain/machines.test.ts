import { applicationMachine, isEditable, isUnderWay, OPEN, shownState } from './application';
import { stateAfter } from './decision';
import { profileMachine } from './profile';

describe('an application', () => {
  it('is never approved or rejected without having been reviewed', () => {
    expect([...applicationMachine.sourcesOf('approved'), ...applicationMachine.sourcesOf('rejected')].sort()).toEqual(['in_review', 'in_review', 'second_review', 'second_review']);
  });

  it('that is decided stays decided', () => {
    for (const state of ['approved', 'rejected', 'withdrawn', 'expired'] as const) expect(applicationMachine.isFinal(state)).toBe(true);
  });

  it('is in the hands of its applicant or of ours, as long as it is open', () => {
    for (const state of OPEN) expect([state, isEditable(state)]).toEqual([state, !isUnderWay(state)]);
  });

  it('tells its applicant nothing about a second review', () => {
    expect(applicationMachine.states.map(shownState)).not.toContain('second_review');
  });

  it.each([
    ['approve', 'in_review', false, 'approved'], ['approve', 'in_review', true, 'second_review'], ['approve', 'second_review', true, 'approved'],
    ['reject', 'in_review', true, 'rejected'], ['reject', 'second_review', true, 'rejected'], ['resubmit', 'in_review', true, 'needs_resubmission'],
  ] as const)('that is decided "%s" while %s (two needed: %s) is %s', (outcome, state, needsSecond, to) => {
    expect(stateAfter(outcome, state, needsSecond)).toBe(to);
    expect(applicationMachine.can(state, to)).toBe(true);
  });
});

describe('a profile', () => {
  it('that was revoked comes back by an approval alone', () => {
    expect(profileMachine.transitions.revoked).toEqual(['active']);
  });
});
