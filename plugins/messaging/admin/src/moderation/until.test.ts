import { endOf } from './until';

const NOW = Date.parse('2026-11-22T18:00:00.000Z');

describe('the end of a sanction', () => {
  it.each([
    ['hour', '2026-11-22T19:00:00.000Z'],
    ['day', '2026-11-23T18:00:00.000Z'],
    ['week', '2026-11-29T18:00:00.000Z'],
    ['month', '2026-12-22T18:00:00.000Z'],
  ] as const)('after a span (%s) is counted from the moment of the decision', (span, end) => {
    expect(endOf({ span, moment: '' }, NOW)).toBe(end);
  });

  it('at a moment is that moment where the moderator is', () => {
    const moment = '2026-12-24T18:00';
    expect(endOf({ span: 'custom', moment }, NOW)).toBe(new Date(moment).toISOString());
  });

  it.each(['', '2026-12-99', 'tomorrow'])('is none where no moment was named: "%s"', (moment) => {
    expect(endOf({ span: 'custom', moment }, NOW)).toBeUndefined();
  });
});
