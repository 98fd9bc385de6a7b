import { beforeAll, describe, expect, it } from '@jest/globals';
import type { MalwareScanner } from './port';

export interface MalwareScannerHarness {
  scanner: MalwareScanner;
  /** The same kind of scanner where nothing answers, e.g. at a port where nobody listens. */
  unreachable: MalwareScanner;
  /** The same where something takes the file and never answers. */
  silent: MalwareScanner;
}

/**
 * What every scanner knows as malware, and is none.
 *
 * @see https://www.eicar.org/download-anti-malware-testfile/
 */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'].join('');

const CLEAN = Buffer.from('%PDF-1.7 nothing else');
const KIBIBYTE = 1_024;
const never = new AbortController().signal;

async function* inPieces(bytes: Buffer, length = 16 * KIBIBYTE): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield await Promise.resolve(bytes.subarray(at, at + length));
}

async function* broken(): AsyncGenerator<Buffer> {
  yield await Promise.resolve(CLEAN);
  throw new Error('The file broke off.');
}

/**
 * What every malware scanner has to prove, whoever wrote it. Call it in a Jest test with the adapter, e.g. on a fake of the
 * service that speaks its protocol.
 */
export function describeMalwareScanner(name: string, make: () => Promise<MalwareScannerHarness>): void {
  describe(`the malware scanner "${name}"`, () => {
    let harness: MalwareScannerHarness;
    beforeAll(async () => {
      harness = await make();
    });

    it('has a code that logs and settings can name', () => {
      expect(harness.scanner.code).toMatch(/^[a-z][a-z0-9-]{1,31}$/);
    });

    it.each([
      ['a small one', CLEAN, undefined],
      ['none at all', Buffer.alloc(0), undefined],
      ['a large one', Buffer.alloc(3_000 * KIBIBYTE, 'x'), undefined],
      ['one byte by byte', CLEAN, 1],
    ])('finds a clean file clean: %s', async (_what, bytes, length) => {
      expect(await harness.scanner.scan(inPieces(bytes, length), never)).toEqual({ verdict: 'clean' });
    });

    it.each([
      ['in one piece', Buffer.from(EICAR), undefined],
      ['byte by byte', Buffer.from(EICAR), 1],
    ])('finds the test file of the field, and says what it is: %s', async (_what, bytes, length) => {
      const found = await harness.scanner.scan(inPieces(bytes, length), never);
      expect(found.verdict === 'infected' && found.what).toMatch(/\S/);
    });

    it('tells many files at once apart', async () => {
      const files = Array.from({ length: 12 }, (_, at) => (at % 3 === 0 ? Buffer.from(EICAR) : CLEAN));
      const verdicts = await Promise.all(files.map((bytes) => harness.scanner.scan(inPieces(bytes), never)));
      expect(verdicts.map(({ verdict }) => verdict)).toEqual(files.map((bytes) => (bytes === CLEAN ? 'clean' : 'infected')));
    });

    it('calls nothing clean that it did not see to its end', async () => {
      await expect(harness.scanner.scan(broken(), never)).rejects.toThrow('The file broke off.');
    });

    it('calls nothing clean where nobody answers', async () => {
      await expect(harness.unreachable.scan(inPieces(CLEAN), never)).rejects.toThrow();
    });

    it('gives up when it is told to', async () => {
      const begun = performance.now();
      await expect(harness.silent.scan(inPieces(CLEAN), AbortSignal.timeout(200))).rejects.toThrow();
      expect(performance.now() - begun).toBeLessThan(5_000);
    });
  });
}
