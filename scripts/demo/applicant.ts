import { randomInt } from 'node:crypto';
import sharp from 'sharp';
import { Failure } from '../setup/failure.mjs';
import type { Customer } from './client.ts';
import { createClient, type Answer } from './http.ts';

/** An application, as its applicant sees it; the parts that the demo looks at. */
export interface OwnApplication {
  id: string;
  state: string;
  attempt: number;
  reasons: { code: string; text: string }[];
  missing: { documents: object[][] } | null;
}

export interface Profile {
  level: string;
  nextLevel: string | null;
  limits: Record<string, { perTransactionMinor: string | null }>;
}

/** Somebody who proves who they are. */
export interface Applicant {
  profile(): Promise<Profile>;
  begin(level: string): Promise<OwnApplication>;
  say(id: string, details: object): Promise<OwnApplication>;
  /** @throws Failure unless it is taken */
  send(id: string, type: string, picture: Buffer, country?: string): Promise<{ id: string; version: number; quality: { hints: string[] } | null }>;
  submit(id: string): Promise<OwnApplication>;
  look(id: string): Promise<OwnApplication>;
  documents(id: string): Promise<{ type: string; state: string; reasons: { text: string }[] }[]>;
  pay(amountMinor: string): Promise<Answer<{ data?: { id: string }; error?: { code: string; message: string } }>>;
}

export function createApplicant(api: string, { token }: Customer): Applicant {
  const { call, get, post, patch } = createClient(api, token);
  const data = async <T>(answer: Promise<{ data: T }>) => (await answer).data;
  return {
    profile: () => data(get('/kyc/profile')),
    begin: (level) => data(post('/kyc/applications', { level })),
    say: (id, details) => data(patch(`/kyc/applications/${id}`, details)),
    async send(id, type, picture, country) {
      const form = new FormData();
      form.append('type', type);
      form.append('side', 'front');
      if (country !== undefined) form.append('country', country);
      form.append('file', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), `${type}.jpg`);
      const response = await fetch(`${api}/kyc/applications/${id}/documents`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form });
      const body = (await response.json()) as { data: { id: string; version: number; quality: { hints: string[] } | null }; error?: { message: string } };
      if (response.status !== 201) throw new Failure(`A ${type} was answered with ${response.status}: ${body.error?.message}`);
      return body.data;
    },
    submit: (id) => data(post(`/kyc/applications/${id}/submit`)),
    look: (id) => data(get(`/kyc/applications/${id}`)),
    documents: (id) => data(get(`/kyc/applications/${id}/documents`)),
    pay: (amountMinor) => call('POST', '/payments', { amountMinor, currency: 'NGN', description: 'A fridge' }),
  };
}

/** Nobody's: numbers of this form are not given out. */
export const inventedNumber = (): string => `2${String(randomInt(10 ** 10)).padStart(10, '0')}`;

/** A picture of no document at all, with something on it that can be sharp, or not. Each is another one. */
export function takePicture({ isBlurred = false } = {}): Promise<Buffer> {
  const marks = Array.from({ length: 240 }, (_, at) => `<rect x="${40 + (at % 24) * 47}" y="${40 + Math.floor(at / 24) * 74}" width="${8 + randomInt(26)}" height="36"/>`).join('');
  const page = sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="820"><rect width="100%" height="100%" fill="#d8dfe6"/>${marks}</svg>`));
  return (isBlurred ? page.blur(12) : page).jpeg({ quality: 90 }).toBuffer();
}
