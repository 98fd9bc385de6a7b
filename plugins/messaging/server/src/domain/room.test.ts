import { pairOf } from './person';
import { canContinue, MOST_MISSED } from './room';

describe('the log that a client has', () => {
  it('is continued when it lies behind by no more than is replayed', () => {
    expect(canContinue({ since: 10, epoch: 'e' }, 10, 'e')).toBe(true);
    expect(canContinue({ since: 0 }, MOST_MISSED, 'e')).toBe(true);
    expect(canContinue({ since: 0 }, MOST_MISSED + 1, 'e')).toBe(false);
  });

  it('is replaced when it is ahead of ours, or of another epoch: a backup was restored', () => {
    expect(canContinue({ since: 11 }, 10, 'e')).toBe(false);
    expect(canContinue({ since: 10, epoch: 'before' }, 10, 'e')).toBe(false);
  });
});

describe('a pair', () => {
  it('is the same whoever begins', () => {
    expect(pairOf('usr_b', 'usr_a')).toBe(pairOf('usr_a', 'usr_b'));
  });
});
