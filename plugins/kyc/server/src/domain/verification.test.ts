import { hasEnded, verificationMachine, type VerificationState } from './verification';

/** From the most to the least that is thought of somebody. */
const STRICTER: readonly VerificationState[] = ['passed', 'unanswered', 'review', 'failed'];

describe('a verification', () => {
  it('that has ended only gets stricter', () => {
    for (const from of verificationMachine.states.filter(hasEnded)) {
      for (const to of verificationMachine.transitions[from]) expect([from, to, STRICTER.indexOf(to) > STRICTER.indexOf(from)]).toEqual([from, to, true]);
    }
  });

  it('is passed by nothing that has ended otherwise', () => {
    expect(verificationMachine.sourcesOf('passed').sort()).toEqual(['created', 'pending']);
  });
});
