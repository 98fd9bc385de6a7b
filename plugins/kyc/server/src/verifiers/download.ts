import { VerifierUnavailable } from '../verification-errors';

const MOST_BYTES = 10 * 1024 * 1024;
/** What services and their stores of files answer for a link that has died. */
const GONE = new Set([401, 403, 404, 410]);

/**
 * Copies a file from one of the `origins` of a verifier, and from nowhere else: links come from outside, and a redirect, an
 * address with a login or one of our own network would let a stranger reach what only we can.
 *
 * @returns `null` where it is gone, or was never the verifier's.
 * @throws VerifierUnavailable when no answer came, or it was larger than 10 MB.
 */
export async function copyFile(verifier: string, link: string, origins: readonly string[], signal: AbortSignal): Promise<Buffer | null> {
  const url = URL.parse(link);
  if (!url || url.username || url.password || !origins.includes(url.origin)) return null;
  try {
    const response = await fetch(url, { redirect: 'error', signal });
    if (response.ok) return await readBody(response);
    await response.body?.cancel();
    if (GONE.has(response.status)) return null;
  } catch {
    // Whatever it was, no file came: the one error below stands for it, and tells nothing of the link.
  }
  throw new VerifierUnavailable({ verifier });
}

async function readBody(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += (part as Uint8Array).length;
    // Leaving the loop cuts the connection.
    if (size > MOST_BYTES) throw new Error('The file is larger than 10 MB.');
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts);
}
