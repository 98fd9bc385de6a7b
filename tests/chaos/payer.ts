import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from './random.ts';

export interface Payer {
  token: string;
}

export interface Acknowledged {
  id: string;
  key: string;
}

/** What went on, for the table and for the proofs. */
export class Journal {
  readonly acknowledged: Acknowledged[] = [];
  /** Answers that no crash explains. */
  readonly complaints: string[] = [];
  readonly statuses = new Map<string, number>();

  note(what: string): void {
    this.statuses.set(what, (this.statuses.get(what) ?? 0) + 1);
  }
}

/** What a client does when the server is away, starting, or busy with the same request: it repeats it. */
const isWorthRepeating = (status: number) => status === 409 || status === 429 || status >= 500;
/** Internal: the one 5xx that a dying database does not explain. */
const UNEXPLAINED = 500;

interface PaymentAnswer {
  data: { id: string; reference: string } | null;
  error?: { code: string };
}

/**
 * Starts a payment as a careful client does: with an Idempotency-Key, repeated until it has an answer. `undefined`
 * when the run ended before.
 */
export async function startPayment(url: string, { token }: Payer, amountMinor: string, journal: Journal, random: Random, signal: AbortSignal) {
  const key = `chaos-${Math.floor(random.next() * 2 ** 52).toString(36)}`;
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    const answer = await post(`${url}/api/payments`, token, { amountMinor, currency: 'NGN' }, { 'idempotency-key': key });
    journal.note(answer === undefined ? 'no answer' : String(answer.status));
    if (answer?.status === 201 && answer.body.data) {
      journal.acknowledged.push({ id: answer.body.data.id, key });
      return answer.body.data;
    }
    if (answer?.status === UNEXPLAINED) journal.complaints.push(`POST /api/payments answered 500 (${answer.body.error?.code ?? 'no code'})`);
    if (answer && !isWorthRepeating(answer.status)) {
      journal.complaints.push(`POST /api/payments answered ${answer.status} ${answer.body.error?.code ?? ''}`);
      return undefined;
    }
    await pause(Math.min(100 * attempt, 1_000));
  }
  return undefined;
}

/** One request; `undefined` where no answer came. */
export async function post(url: string, token: string | undefined, body: object | string, headers: Record<string, string> = {}) {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(70_000),
    });
    return { status: answer.status, body: (await answer.json()) as PaymentAnswer };
  } catch {
    return undefined; // Killed in the middle, or not there: the caller repeats it.
  }
}

export async function register(url: string, name: string): Promise<Payer & { id: string }> {
  const answer = await fetch(`${url}/api/auth/local/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: name, email: `${name}@mangrove.test`, password: 'Tidal-Rhizome-7391' }),
  });
  const body = (await answer.json()) as { jwt?: string; user?: { id: string } };
  if (body.jwt === undefined || body.user === undefined) throw new Error(`Registering ${name} was answered with ${answer.status}: ${JSON.stringify(body)}`);
  return { id: body.user.id, token: body.jwt };
}
