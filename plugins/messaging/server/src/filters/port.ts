/** What a filter says of a text. `mask`: store this one instead; `refuse`: store nothing, and tell its author so. */
export type Verdict = { verdict: 'pass' } | { verdict: 'mask'; text: string } | { verdict: 'refuse' };

/**
 * Something that looks at what people write before it is stored. One file, one line of configuration; several are asked in
 * the order of the configuration, each about what the one before left. Every adapter passes the conformance suite in
 * `filters/conformance.ts`.
 */
export interface WordFilter {
  /** Stable identifier for the log, e.g. `word-list`; 2 to 32 characters of `a-z`, `0-9` and `-`. */
  readonly code: string;

  /**
   * Judges a text: a message that is sent, or what an edit makes of one. Up to 8,000 characters, any script, not trimmed.
   *
   * Time: called for every message, beside many others. One that takes longer than a second has not answered; so much
   * that is asked over the network is cut there. A loop that never gives the processor back cannot be cut by anybody.
   * Repeats: the same text is judged again when a client repeats it, so the same text gets the same verdict.
   * Masking: `text` is what is stored instead, 1 to 8,000 characters; cover the words and leave the rest as it is.
   * Unknown: throw. What was not judged is not stored, and its author is told to send it again; never pass what you could
   * not look at.
   */
  check(text: string): Verdict | Promise<Verdict>;
}

/** Checked at boot: a filter that lacks one of these stops it. */
export const filterMethods = ['check'] as const;
