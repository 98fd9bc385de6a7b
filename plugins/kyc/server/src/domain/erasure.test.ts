import { retainUntil } from './erasure';

const day = (text: string) => new Date(`${text}T10:00:00Z`);
const now = day('2026-11-23');

describe('what is known of somebody', () => {
  it('is kept for the years of the law after the end of the relationship, where there was one', () => {
    expect(retainUntil({ wasHandedIn: true, wasApproved: true, lastActAt: day('2022-03-01') }, now, 5)).toEqual(day('2031-11-23'));
  });

  it('is kept for as long after the last act, where there was none', () => {
    expect(retainUntil({ wasHandedIn: true, wasApproved: false, lastActAt: day('2024-02-29') }, now, 5)).toEqual(day('2029-03-01'));
  });

  it('is not kept where nothing was ever handed in', () => {
    expect(retainUntil({ wasHandedIn: false, wasApproved: false, lastActAt: null }, now, 5)).toEqual(now);
  });
});
