import type { Core } from '@strapi/strapi';
import { audit, kernel, transaction } from '#kernel';
import { AttachmentInfected, AttachmentUnscanned } from '../../domain/attachment-errors';
import type { MalwareScanner, ScanVerdict } from '../../scanners/port';
import { scanners } from '../../scanners/registry';

const PATIENCE_MS = 60_000;

/** Who or what brought a file. */
export interface Origin {
  type: 'person' | 'mail';
  id: string;
}

/** A file that is put away, and that nobody can have yet. */
export interface FileToScan {
  /** Its key in the object store. */
  object: string;
  mediaType: string;
  sizeBytes: number;
}

/**
 * Has every scanner look at a file before anything refers to it. One that is not found clean is erased; that something was
 * found is written into the audit chain, with who brought it.
 *
 * @throws AttachmentInfected where something was found, AttachmentUnscanned where nobody could say.
 */
export async function assertClean(strapi: Core.Strapi, from: Origin, file: FileToScan): Promise<void> {
  for (const scanner of scanners(strapi).all()) {
    const found = await judge(strapi, scanner, file);
    if (found.verdict === 'clean') continue;
    await transaction(strapi, async (tx) => {
      await kernel(strapi).objects.forget(tx, [file.object]);
      await audit(tx, {
        action: 'attachment.infected',
        subject: from,
        data: { scanner: scanner.code, what: found.what, mediaType: file.mediaType, sizeBytes: file.sizeBytes },
      });
    });
    throw new AttachmentInfected();
  }
}

async function judge(strapi: Core.Strapi, scanner: MalwareScanner, { object }: FileToScan): Promise<ScanVerdict> {
  const { objects } = kernel(strapi);
  try {
    const bytes = await objects.open(object);
    if (!bytes) throw new Error('The file was erased before it was looked at.');
    const found = await scanner.scan(bytes as AsyncIterable<Buffer>, AbortSignal.timeout(PATIENCE_MS));
    if (isVerdict(found)) return found;
    throw new Error('It gave no verdict.');
  } catch (error) {
    strapi.log.error(`The malware scanner "${scanner.code}" failed; the file was not taken.`, { error });
    // Where this fails too, nothing refers to it, and a day goes by.
    await transaction(strapi, (tx) => objects.forget(tx, [object]));
    throw new AttachmentUnscanned();
  }
}

/** The scanner may come from outside: only what it calls clean is. */
const isVerdict = (found: ScanVerdict): boolean => found.verdict === 'clean' || (found.verdict === 'infected' && typeof found.what === 'string');
