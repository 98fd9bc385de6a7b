import { BlobReader, configure, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import type { TestServer } from '../../../support/index.ts';

configure({ useWebWorkers: false });

export interface Export {
  status: number;
  passphrase: string | null;
  bytes: Buffer;
}

/** Asks for an archive and keeps it as bytes. */
export async function askForExport(server: TestServer, token: string, path = '/api/kyc/exports'): Promise<Export> {
  const answer = await fetch(new URL(path, server.url), { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, passphrase: answer.headers.get('archive-passphrase'), bytes: Buffer.from(await answer.arrayBuffer()) };
}

/** The files of an archive by name. */
export async function unpack({ bytes, passphrase }: Pick<Export, 'bytes' | 'passphrase'>): Promise<Map<string, Buffer>> {
  const zip = new ZipReader(new BlobReader(new Blob([new Uint8Array(bytes)])), { password: passphrase ?? '', checkSignature: true });
  const files = new Map<string, Buffer>();
  for (const entry of await zip.getEntries()) {
    if (!entry.encrypted || entry.directory) throw new Error(`${entry.filename} is not encrypted.`);
    files.set(entry.filename, Buffer.from(await entry.getData(new Uint8ArrayWriter())));
  }
  return files;
}
