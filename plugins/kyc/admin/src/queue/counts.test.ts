import { countsOfViews } from './counts';

describe('how much there is in each view', () => {
  const count = (is: number, isMore = false) => ({ count: is, isMore });

  it('is told where there is something, and that there is more than was counted', () => {
    const counts = { inReview: count(1_000, true), secondReview: count(4), mine: count(0), overdue: count(12), waitingForApplicant: count(1) };
    expect(countsOfViews(counts)).toEqual({ review: '1004+', second: '4', overdue: '12', waiting: '1' });
  });

  it('is not told where it is not known', () => expect(countsOfViews({})).toEqual({}));
});
