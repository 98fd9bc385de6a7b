import sharp from 'sharp';
import type { Answer, HttpClient, TestServer } from '../../../support/index.ts';

export interface DocumentOut {
  id: string;
  type: string;
  side: string;
  country: string | null;
  state: string;
  reasons: { code: string; text: string }[];
  version: number;
  supersedes: string | null;
  mediaType: string;
  sizeBytes: number;
  pages: number | null;
  quality: { width: number; height: number; sharpness: number; hints: string[] } | null;
}
export type Uploaded = Answer<{ data: DocumentOut; error?: { code: string; message: string; details: { reason?: string } } }>;

/** A word that is in no picture and no form, but in the bytes that the tests send: nothing may keep it readable. */
export const TELLTALE = 'Okafor-Telltale-4471';

/** A picture of letters, each time another one; what it was taken with says the telltale. */
let made = 0;
export async function photo({ width = 1_200, height = 800 } = {}): Promise<Buffer> {
  made += 1;
  const bars = Array.from({ length: 300 }, (_, at) => `<rect x="${20 + (at % 30) * 38}" y="${20 + Math.floor(at / 30) * 76}" width="${6 + ((at * 7 + made) % 23)}" height="40"/>`).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#dde"/>${bars}</svg>`;
  return sharp(Buffer.from(svg)).withExif({ IFD0: { ImageDescription: TELLTALE, Software: String(made) } }).jpeg({ quality: 90 }).toBuffer();
}

export interface DocumentForm {
  type?: string;
  side?: string;
  country?: string;
}

export function formOf(bytes: Uint8Array | undefined, fields: DocumentForm = { type: 'passport', side: 'front', country: 'NG' }, name = 'passport.jpg'): FormData {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.append(key, value as string);
  if (bytes) form.append('file', new Blob([new Uint8Array(bytes)]), name);
  return form;
}

export const upload = (http: HttpClient, applicationId: string, bytes: Uint8Array, fields?: DocumentForm, name?: string): Promise<Uploaded> => http.post(`/api/kyc/applications/${applicationId}/documents`, { body: formOf(bytes, fields, name) });

/** Uploads what must be taken. */
export async function uploaded(http: HttpClient, applicationId: string, bytes: Uint8Array, fields?: DocumentForm): Promise<DocumentOut> {
  const { status, body } = await upload(http, applicationId, bytes, fields);
  if (status !== 201) throw new Error(`A document was answered with ${status}: ${JSON.stringify(body)}`);
  return body.data;
}

export const listed = async (http: HttpClient, applicationId: string): Promise<DocumentOut[]> => (await http.get<{ data: DocumentOut[] }>(`/api/kyc/applications/${applicationId}/documents`)).body.data;

/** What there is of documents: rows, objects that are kept, objects that wait to be erased. */
export async function leftOver(server: TestServer): Promise<{ documents: number; kept: number; waiting: number }> {
  const { rows } = await server.db.query<{ documents: number; kept: number; waiting: number }>(
    `SELECT (SELECT count(*) FROM kyc_documents)::int AS documents, (SELECT count(*) FROM stored_objects WHERE erase_at IS NULL)::int AS kept, (SELECT count(*) FROM stored_objects WHERE erase_at IS NOT NULL)::int AS waiting`,
  );
  return rows[0] ?? { documents: -1, kept: -1, waiting: -1 };
}
