import type { Domain } from '../transactions/transaction.ts';

/**
 * When Paystack tries an unanswered webhook again. Test keys: every hour for 10 hours. Live keys: four times every
 * 3 minutes, then every hour until 72 hours after the first attempt.
 *
 * @see https://paystack.com/docs/payments/webhooks/
 */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface Schedule {
  readonly quickRetries: number;
  readonly quickEveryMs: number;
  readonly lastsMs: number;
}

const schedules: Record<Domain, Schedule> = {
  test: { quickRetries: 0, quickEveryMs: 0, lastsMs: 10 * HOUR_MS },
  live: { quickRetries: 4, quickEveryMs: 3 * MINUTE_MS, lastsMs: 72 * HOUR_MS },
};

/**
 * The due time of the next scheduled attempt, or `null` where Paystack gives up. Counted from due time to due time:
 * attempts that begin a few milliseconds late would otherwise push the last one past the end.
 */
export function nextDueAt(domain: Domain, firstDueAt: number, lastDueAt: number, attemptsMade: number): number | null {
  const { quickRetries, quickEveryMs, lastsMs } = schedules[domain];
  const due = lastDueAt + (attemptsMade <= quickRetries ? quickEveryMs : HOUR_MS);
  return due <= firstDueAt + lastsMs ? due : null;
}
