/** When an unfinished payment is looked up again, and when we stop waiting for it. All in seconds. */
export interface WatchPolicy {
  /** First look after the checkout was opened. */
  firstCheckSeconds: number;
  /** After this time without success the payment is `abandoned`; its references are still looked up once a day. */
  giveUpSeconds: number;
  /** After this time only a webhook can bring news. */
  forgetSeconds: number;
}

const LONGEST_PAUSE_SECONDS = 6 * 3_600;
const DAY_SECONDS = 86_400;

/** The pause before the next look: doubling up to six hours, then daily once given up; `undefined`: no further look. */
export function nextPauseSeconds(policy: WatchPolicy, checks: number, ageSeconds: number): number | undefined {
  if (ageSeconds >= policy.forgetSeconds) return undefined;
  if (ageSeconds >= policy.giveUpSeconds) return DAY_SECONDS;
  const doubled = policy.firstCheckSeconds * 2 ** Math.min(checks, 20);
  // Never past the moment of giving up, so that the payer is told on time.
  return Math.min(doubled, LONGEST_PAUSE_SECONDS, Math.max(1, policy.giveUpSeconds - ageSeconds));
}

export const isGivenUp = (policy: WatchPolicy, ageSeconds: number): boolean => ageSeconds >= policy.giveUpSeconds;
