import type { Core } from '@strapi/strapi';
import type { Registry } from '../registry';
import type { SealedObjects } from '../storage/sealed-objects';
import type { MalwareScanner, ScanVerdict } from './port';

/** What was found in a file, and by whom: for the log and the audit chain, never for its sender. */
export interface Malware {
  /** The code of the scanner. */
  scanner: string;
  what: string;
}

/** A scanner failed, or did not answer in time: nobody knows what the file is. Its reason is in the log. */
export class NotScanned extends Error {
  override readonly name = 'NotScanned';
}

/** Has files looked at that were put away and that nobody can have yet. */
export interface MalwareScan {
  /** Whether anybody looks. */
  readonly isOn: boolean;
  /**
   * Has every scanner look at an object.
   *
   * @returns what the first of them found; `undefined` where each finds it clean, or where there is none.
   * @throws NotScanned where one of them could not say: never take the file for clean then.
   */
  find(object: string): Promise<Malware | undefined>;
}

const PATIENCE_MS = 60_000;

export function createMalwareScan(strapi: Core.Strapi, scanners: Registry<MalwareScanner>, objects: SealedObjects): MalwareScan {
  const judge = async (scanner: MalwareScanner, object: string): Promise<ScanVerdict> => {
    try {
      const bytes = await objects.open(object);
      if (!bytes) throw new Error('The file was erased before it was looked at.');
      const found = await scanner.scan(bytes as AsyncIterable<Buffer>, AbortSignal.timeout(PATIENCE_MS));
      if (isVerdict(found)) return found;
      throw new Error('It gave no verdict.');
    } catch (error) {
      strapi.log.error(`The malware scanner "${scanner.code}" failed; the file was not taken.`, { error });
      throw new NotScanned(`The malware scanner "${scanner.code}" gave no verdict.`, { cause: error });
    }
  };
  return {
    isOn: scanners.all().length > 0,
    async find(object) {
      for (const scanner of scanners.all()) {
        const found = await judge(scanner, object);
        if (found.verdict === 'infected') return { scanner: scanner.code, what: found.what };
      }
      return undefined;
    },
  };
}

/** The scanner may come from outside: only what it calls clean is. */
const isVerdict = (found: ScanVerdict): boolean => found.verdict === 'clean' || (found.verdict === 'infected' && typeof found.what === 'string');
