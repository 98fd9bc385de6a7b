import type { MalwareScanner, ScanVerdict } from '../port';
import { ask, type ClamdAddress } from './ask';

export type ClamdOptions = ClamdAddress;

const LONGEST_NAME = 200;

/**
 * ClamAV's daemon, over TCP. It has no password and no encryption: let it be reached from this server alone. Its
 * `StreamMaxLength` must be as long as the largest upload, or it judges no larger file.
 *
 * @see https://docs.clamav.net/manual/Usage/Scanning.html#clamd
 */
export const clamd = (address: ClamdOptions): MalwareScanner => ({
  code: 'clamd',
  scan: async (bytes, signal) => verdictOf(await ask(address, bytes, signal)),
});

/** Anything but these two is no verdict, such as `INSTREAM size limit exceeded. ERROR`. */
function verdictOf(answer: string): ScanVerdict {
  if (answer === 'stream: OK') return { verdict: 'clean' };
  const what = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  if (what !== undefined) return { verdict: 'infected', what: what.slice(0, LONGEST_NAME) };
  throw new Error(`clamd answered ${JSON.stringify(answer.slice(0, LONGEST_NAME))}.`);
}
