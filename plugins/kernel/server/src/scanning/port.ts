/** What a scanner says of a file. `what`: the name of what was found, for the log and the audit chain. */
export type ScanVerdict = { verdict: 'clean' } | { verdict: 'infected'; what: string };

/**
 * Something that looks for malware in files that people upload. One file, one line of configuration; where several are
 * configured, each has to find a file clean. Every adapter passes the conformance suite in `scanning/conformance.ts`.
 */
export interface MalwareScanner {
  /** Stable identifier for the log and the audit chain, e.g. `clamd`; 2 to 32 characters of `a-z`, `0-9` and `-`. */
  readonly code: string;

  /**
   * Judges a file, which nobody can have before.
   *
   * Bytes: the whole file as it is to be stored, in pieces of any length, up to what the largest upload may have; they come no faster
   * than they are taken. Whoever stops early lets them go by ending the iteration.
   * Time: give up when `signal` aborts; the upload waits.
   * Repeats: the same file may be asked about any number of times.
   * Unknown: throw, also where only a part was looked at. What was not judged is not stored, and its sender is told to
   * upload it again; never call clean what you could not look at.
   */
  scan(bytes: AsyncIterable<Buffer>, signal: AbortSignal): Promise<ScanVerdict>;
}

/** Checked at boot: a scanner that lacks one of these stops it. */
export const scannerMethods = ['scan'] as const;
