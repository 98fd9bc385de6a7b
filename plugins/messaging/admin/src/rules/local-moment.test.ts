import { localMoment, momentOf } from './local-moment';

describe('a moment that is filled in', () => {
  it('is shown as it was filled in, wherever that was', () => {
    for (const at of ['2026-12-24T18:00:00.000Z', '2026-06-24T23:30:00.000Z']) expect(momentOf(localMoment(at))).toBe(at);
  });
  it('is none where nothing was', () => {
    expect([localMoment(null), momentOf('')]).toEqual(['', null]);
  });
});
