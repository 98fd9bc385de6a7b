import { readFileSync } from 'node:fs';
import type { ServerProcess } from '../server-process.ts';

/** Somebody with a draft that takes documents. */
export interface Applicant {
  token: string;
  applicationId: string;
}

/** Begins to apply for the first level. */
export async function beginApplication(server: ServerProcess, token: string): Promise<Applicant> {
  const answer = await fetch(`${server.url}/api/kyc/applications`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ level: 'tier-1' }),
  });
  const { data } = (await answer.json()) as { data?: { id: string } };
  if (!data) throw new Error(`An application was answered with ${answer.status}.`);
  return { token, applicationId: data.id };
}

/** Sends the photo as the front of a passport; it takes the place of the one before. @returns milliseconds until it was answered */
export async function upload(server: ServerProcess, { token, applicationId }: Applicant, photo: Buffer): Promise<number> {
  const form = new FormData();
  form.append('type', 'passport');
  form.append('side', 'front');
  form.append('country', 'NG');
  form.append('file', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'passport.jpg');
  const begun = performance.now();
  const answer = await fetch(`${server.url}/api/kyc/applications/${applicationId}/documents`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form });
  const text = await answer.text();
  if (answer.status !== 201) throw new Error(`An upload was answered with ${answer.status}: ${text}`);
  return performance.now() - begun;
}

const LOOK_MS = 10;

/** Runs `work` and answers the most memory that the server and its processes had meanwhile, in MB (10^6 bytes). */
export async function peakOf(server: ServerProcess, work: () => Promise<unknown>): Promise<number> {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, residentMegabytes(server.pid));
  };
  const watch = setInterval(look, LOOK_MS);
  try {
    await work();
  } finally {
    clearInterval(watch);
  }
  look();
  return peak;
}

/** Of a process and all that it has started, from `/proc`, which is quick enough to be asked a hundred times a second. */
export function residentMegabytes(pid: number): number {
  const own = (Number(/^VmRSS:\s+(\d+) kB$/m.exec(contentOf(`/proc/${pid}/status`))?.[1] ?? 0) * 1_024) / 1e6;
  const children = contentOf(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter((child) => child !== '');
  return children.reduce((sum, child) => sum + residentMegabytes(Number(child)), own);
}

/** Nothing of a process that has just ended. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return '';
    throw error;
  }
}
