import { resolutionOf, scopeOf, UNDECIDED } from './decision';

const NOW = Date.parse('2026-11-22T18:00:00.000Z');
const group = { kind: 'group' } as const;
const direct = { kind: 'direct' } as const;

describe('a decision about a report', () => {
  it('says of a message that is taken away nothing about its author', () => {
    expect(resolutionOf({ ...UNDECIDED, note: '  Counterfeit ' }, group, NOW)).toEqual({ outcome: 'removed', note: 'Counterfeit' });
  });

  it('says where and until when somebody is muted', () => {
    expect(resolutionOf({ ...UNDECIDED, outcome: 'muted' }, group, NOW)).toEqual({ outcome: 'muted', until: '2026-11-23T18:00:00.000Z', scope: 'room' });
  });

  it('bans nobody from a direct room alone, and mutes them there', () => {
    expect([scopeOf({ outcome: 'banned', scope: 'room' }, direct), scopeOf({ outcome: 'muted', scope: 'room' }, direct), scopeOf({ outcome: 'banned', scope: 'room' }, group)]).toEqual(['everywhere', 'room', 'room']);
  });
});
