import { compare } from './memory';

const role = 'api:moderator';
const set = (...actions: string[]) => new Set(actions);

describe('a role at start-up', () => {
  it('gets what is declared and was never given', () => {
    expect(compare(role, { declared: ['a', 'b'], given: set('a'), before: set('a') })).toEqual({ missing: ['b'], byHand: [] });
  });

  it('does not get back what somebody took away, but it is reported', () => {
    expect(compare(role, { declared: ['a'], given: set(), before: set('a') })).toEqual({ missing: [], byHand: [{ role, action: 'a', change: 'taken away by hand' }] });
  });

  it('keeps what somebody gave, and it is reported', () => {
    expect(compare(role, { declared: ['a'], given: set('a', 'x'), before: set('a') })).toEqual({ missing: [], byHand: [{ role, action: 'x', change: 'given by hand' }] });
  });
});
