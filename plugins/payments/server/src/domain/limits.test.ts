import { goodUntil, lateShare, type PaymentLimits } from './limits';

const limits = (some: Partial<PaymentLimits> = {}): PaymentLimits => ({ perTransactionMinor: null, perDayMinor: null, balanceMinor: null, about: {}, ...some });

describe('limits', () => {
  const now = new Date('2026-11-23T12:00:00Z');

  it('are asked for again after an hour, or sooner where they say so', () => {
    expect(goodUntil(limits(), now)).toEqual(new Date('2026-11-23T13:00:00Z'));
    expect(goodUntil(limits({ goodUntil: new Date('2026-11-23T12:10:00Z') }), now)).toEqual(new Date('2026-11-23T12:10:00Z'));
    expect(goodUntil(limits({ goodUntil: new Date('2027-01-01T00:00:00Z') }), now)).toEqual(new Date('2026-11-23T13:00:00Z'));
  });

  it.each([
    ['all of it where nothing limits it', 500n, limits(), 10_000n, 500n],
    ['all of it where there is room', 500n, limits({ perTransactionMinor: 500n, perDayMinor: 1_000n }), 500n, 500n],
    ['what the day has left', 500n, limits({ perDayMinor: 1_000n }), 700n, 300n],
    ['nothing where the day is full, or fuller than full', 500n, limits({ perDayMinor: 1_000n }), 1_200n, 0n],
    ['no more than may be paid at once', 500n, limits({ perTransactionMinor: 200n, perDayMinor: 1_000n }), 0n, 200n],
    ['nothing of somebody who may pay nothing', 500n, limits({ perTransactionMinor: 0n }), 0n, 0n],
  ])('leave of money that comes late %s', (_what, amount, given, used, share) => {
    expect(lateShare(amount, given, used)).toBe(share);
  });
});
