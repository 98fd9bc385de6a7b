import { randomBytes } from 'node:crypto';
import { PassThrough, Readable, Writable } from 'node:stream';
import { configure, TextReader, ZipWriter } from '@zip.js/zip.js';

/** One file of an archive. */
export interface ArchiveFile {
  name: string;
  content: string | Readable;
}

configure({ useWebWorkers: false });

const GROUPS = 5;
const GROUP_LENGTH = 5;
/** Without the letters that look like digits. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** 125 random bits to be read aloud, e.g. `k3v8m-4t6w0-…`: the slow hash of the format adds little, so the length must do. */
export function newPassphrase(): string {
  const letters = [...randomBytes(GROUPS * GROUP_LENGTH)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
  return Array.from({ length: GROUPS }, (_, group) => letters.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH)).join('-');
}

/**
 * A ZIP with AES-256 (WinZip AE-2) whose files are asked for one after the other and encrypted as they flow: memory is
 * bounded, and nothing of them touches a disk. Where one of them fails, the archive ends without its directory, so that no program takes it
 * for whole.
 *
 * @see https://www.winzip.com/en/support/aes-encryption/
 */
export function encryptedArchive(passphrase: string, files: AsyncIterable<ArchiveFile>): Readable {
  const archive = new PassThrough();
  // Pictures and PDFs are compressed as they are.
  const zip = new ZipWriter<unknown>(Writable.toWeb(archive) as WritableStream<Uint8Array>, { password: passphrase, encryptionStrength: 3, level: 0, extendedTimestamp: false });
  const fill = async () => {
    for await (const { name, content } of files) {
      try {
        await zip.add(name, typeof content === 'string' ? new TextReader(content) : (Readable.toWeb(content) as ReadableStream<Uint8Array>));
      } finally {
        if (typeof content !== 'string') content.destroy();
      }
    }
    await zip.close();
  };
  fill().catch((error: unknown) => archive.destroy(error instanceof Error ? error : new Error(String(error))));
  return archive;
}
