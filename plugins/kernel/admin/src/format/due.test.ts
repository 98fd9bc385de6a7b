import { dueIn, spanOf } from './due';

describe('what is due', () => {
  const now = Date.parse('2026-11-22T12:00:00.000Z');

  it.each([
    ['2026-11-22T14:05:00.000Z', false, { urgency: 'calm', span: '2 h 5 min' }],
    ['2026-11-22T12:12:30.000Z', false, { urgency: 'soon', span: '12 min' }],
    ['2026-11-22T12:02:30.000Z', false, { urgency: 'soon', span: '2 min 30 s' }],
    ['2026-11-22T11:57:00.000Z', false, { urgency: 'late', span: '3 min' }],
    ['2026-11-22T12:00:00.000Z', true, { urgency: 'late', span: '0 s' }],
  ])('at %s is as urgent as it is', (dueAt, isBreached, due) => {
    expect(dueIn(dueAt, isBreached, now)).toEqual(due);
  });

  it('is told in two units at most', () => {
    expect([spanOf(90_000_000), spanOf(3_600_000), spanOf(45_000)]).toEqual(['1 d 1 h', '1 h', '45 s']);
  });
});
