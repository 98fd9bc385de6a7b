import type { Identity, Match } from '../domain/screening/match';

/** Whom somebody may be. */
export interface ScreeningMatch {
  /** Names the entry within the provider for good, e.g. `un-consolidated/QDi.001`. */
  reference: string;
  /** Changes whenever what the entry says does: a decision about it holds for one revision. */
  revision: string;
  /** The list that names it, e.g. `un-consolidated`. */
  list: string;
  /** What the list says, for the reviewer. It is public. */
  listed: Identity & { programs: readonly string[] };
  /** 0 to 1. */
  score: number;
  /** Why; shown to the reviewer. Holds what was compared, and is stored sealed. */
  explanation: Omit<Match, 'score'>;
}

export interface ScreeningAnswer {
  /** What was searched, each list with its version: the proof of what could be known. */
  lists: Readonly<Record<string, string>>;
  /** Those at or above the threshold, the likeliest first. */
  matches: readonly ScreeningMatch[];
  /** More came into question than are compared; a reviewer has to know that the answer is not all. */
  isTruncated: boolean;
}

/**
 * Something that knows who is on lists: our own copy of them, or somebody's service. Every adapter passes the conformance suite in
 * `screeners/conformance.ts`.
 */
export interface ScreeningProvider {
  /** Stable identifier stored with each hit, e.g. `local-lists`; 2 to 32 characters of `a-z`, `0-9` and `-`. */
  readonly code: string;

  /**
   * Whom somebody may be.
   *
   * Scores: as our own matcher gives them, from 0 to 1; an adapter that gets other ones translates them.
   * Time: give up when `signal` aborts.
   * Repeats: the same subject may be asked about any number of times.
   * Unknown: throw. An answer without matches means that the lists were searched and nobody was found, so never give one
   * where that was not done.
   *
   * @throws ScreeningUnavailable when no clear answer came
   */
  search(subject: Identity, signal: AbortSignal): Promise<ScreeningAnswer>;
}

/** Checked at boot: a provider that lacks one of these stops it. */
export const screenerMethods = ['search'] as const;
