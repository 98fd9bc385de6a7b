import { readdirSync } from 'node:fs';
import sharp from 'sharp';
import type { Answer, TestServer, TestUser } from '../../../support/index.ts';

export interface AttachmentOut {
  id: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
}
export type Uploaded = Answer<{ data: AttachmentOut; error?: { code: string } }>;

export const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n');
export const SECRET_PLACE = 'Lagos 6.4541N 3.3947E';
export const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } }).withExif({ IFD0: { ImageDescription: SECRET_PLACE } }).jpeg().toBuffer();

export const uploadTo = (user: TestUser, roomId: string, bytes: Uint8Array, name = 'receipt.pdf', headers: Record<string, string> = {}): Promise<Uploaded> =>
  user.http.post(`/api/attachments?${new URLSearchParams({ roomId, name }).toString()}`, { body: bytes, headers: { 'content-type': 'application/octet-stream', ...headers } });

/** Uploads what must be taken. */
export async function uploaded(user: TestUser, roomId: string, bytes: Uint8Array = PDF, name?: string): Promise<AttachmentOut> {
  const { status, body } = await uploadTo(user, roomId, bytes, name);
  if (status !== 201) throw new Error(`An upload was answered with ${status}: ${JSON.stringify(body)}`);
  return body.data;
}

/** Everything that lies in the server's object store. */
export const storedFiles = (server: TestServer): string[] => readdirSync(server.objectsFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);

/** Rows that have to do with files: of attachments, objects and keys. */
export async function rowsOfFiles(server: TestServer): Promise<number> {
  const { rows } = await server.db.query<{ n: string }>('SELECT (SELECT count(*) FROM attachments) + (SELECT count(*) FROM stored_objects) + (SELECT count(*) FROM data_keys) AS n');
  return Number(rows[0]?.n);
}
