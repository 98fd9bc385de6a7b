import { countOf, durationWords, secondsOf, unitOf } from './duration';

describe('a time that is filled in', () => {
  it.each([[14_400, 'hours', 4], [5_400, 'minutes', 90], [90, 'minutes', 1.5], [null, 'hours', null]] as const)('of %s seconds is shown in %s', (seconds, unit, count) => {
    expect([unitOf(seconds), countOf(seconds, unitOf(seconds))]).toEqual([unit, count]);
  });
  it('is whole seconds, whatever was typed', () => {
    expect([secondsOf(1.5, 'hours'), secondsOf(0.333, 'minutes'), secondsOf(null, 'minutes')]).toEqual([5_400, 20, null]);
  });
  it.each([[86_400, '24 h'], [5_400, '1 h 30 min'], [90, '1 min 30 s']] as const)('of %s seconds is told as %s', (seconds, words) => {
    expect(durationWords(seconds)).toBe(words);
  });
  it('keeps its number where only the unit changes', () => {
    expect(secondsOf(countOf(7_200, 'hours'), 'minutes')).toBe(120);
  });
});
