import { NoAnswer, Refused, ServerFault, type HttpFailure } from './failures';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const TRANSIENT_FAULTS = new Set([502, 503, 504]);

/** Whether asking again may help: a lost connection, an overloaded server, a rate limit. */
export function isTransient(failure: HttpFailure): boolean {
  if (failure instanceof NoAnswer) return failure.reason !== 'ABORTED';
  if (failure instanceof ServerFault) return TRANSIENT_FAULTS.has(failure.status);
  return failure instanceof Refused && failure.status === 429;
}

/**
 * How long to wait before attempt `attempt` + 1 (the first attempt is 0): what `Retry-After` asks for, else twice as long
 * each time, at a random point of the upper half, so that clients that failed together do not come back together.
 */
export function pauseMs(attempt: number, failure: HttpFailure, random = Math.random): number {
  const asked = failure instanceof Refused || failure instanceof ServerFault ? failure.retryAfterMs : undefined;
  if (asked !== undefined) return asked;
  const full = Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
  return full / 2 + (full / 2) * random();
}

/** Milliseconds from a `Retry-After` header: seconds or a date (RFC 9110 §10.2.3). */
export function retryAfterMs(header: string | undefined, now = Date.now()): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
