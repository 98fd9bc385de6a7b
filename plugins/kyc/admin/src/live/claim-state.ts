import type { Claim } from '../api/types';

export type ClaimState =
  | { is: 'free' }
  | { is: 'mine'; until: string }
  | { is: 'others'; by: string; until: string }
  /** It was held, and is no more. */
  | { is: 'lost'; why: 'time_up' | 'taken' };

/** How a claim stands for whoever looks. */
export function claimOf(claim: Claim | null, me: string): ClaimState {
  if (claim === null) return { is: 'free' };
  return claim.by.id === me ? { is: 'mine', until: claim.until } : { is: 'others', by: claim.by.name, until: claim.until };
}

/** What becomes of a claim by time alone. */
export function claimAt(state: ClaimState, nowMs: number): ClaimState {
  if (state.is === 'mine' && Date.parse(state.until) <= nowMs) return { is: 'lost', why: 'time_up' };
  return state.is === 'others' && Date.parse(state.until) <= nowMs ? { is: 'free' } : state;
}

/** No sign of life is sent for somebody who went away: their case is to become free. */
const AWAY_MS = 120_000;
const BEAT_MS = 45_000;

export const shouldBeat = (state: ClaimState, nowMs: number, lastBeatMs: number, lastActivityMs: number): boolean =>
  state.is === 'mine' && nowMs - lastBeatMs >= BEAT_MS && nowMs - lastActivityMs < AWAY_MS;
