import { createHmac, randomUUID } from 'node:crypto';
import type { Question } from './questions.ts';

export interface SignedWebhook {
  rawBody: Buffer;
  headers: Record<string, string>;
}

/** A webhook as the service sends it: `x-scripted-signature: t=<unix seconds>,v1=<hex HMAC-SHA256 over "t.body">`. */
export function signWebhook(question: Pick<Question, 'id' | 'reference'>, claims: string, { secret, at, eventId = randomUUID() }: { secret: string; at: Date; eventId?: string }): SignedWebhook {
  const rawBody = Buffer.from(JSON.stringify({ event: `question.${claims}`, eventId, id: question.id, reference: question.reference, status: claims, occurredAt: at.toISOString(), delivery: randomUUID() }));
  const time = Math.floor(at.getTime() / 1_000);
  const signature = createHmac('sha256', secret).update(`${time}.`).update(rawBody).digest('hex');
  return { rawBody, headers: { 'content-type': 'application/json', 'x-scripted-signature': `t=${time},v1=${signature}` } };
}

/** Delivers it; a receiver that is gone hears nothing. @returns the status that it answered */
export async function deliver(url: string, { rawBody, headers }: SignedWebhook): Promise<number | undefined> {
  try {
    return (await fetch(url, { method: 'POST', headers, body: new Uint8Array(rawBody), signal: AbortSignal.timeout(5_000) })).status;
  } catch {
    return undefined; // Nobody there: a real service would try again later, and ours is asked by its users.
  }
}
