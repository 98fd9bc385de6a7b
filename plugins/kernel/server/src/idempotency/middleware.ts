import type { Context, Next } from 'koa';
import { sha256 } from '../crypto';
import { MangroveError, TooManyRequests } from '../errors';
import { actorText, requestContext } from '../request-context';
import { sql } from '../transaction';
import { IdempotencyKeyInFlight, IdempotencyKeyMissing, IdempotencyKeyReused } from './errors';
import { parseIdempotencyKey } from './key';
import { claimKey, keepAnswer, releaseKey } from './store';

interface IdempotentState {
  idempotencyToken?: string;
}

/**
 * One effect for one `Idempotency-Key` of a caller: the first request runs, repeats get its answer. A refusal (4xx) is
 * an answer and is replayed; a failure of ours (5xx) is not, nor is "too many requests": the repeat runs again.
 *
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export function idempotency(need: 'optional' | 'required') {
  return async (ctx: Context, next: Next): Promise<void> => {
    const header = ctx.get('idempotency-key');
    if (header === '') {
      if (need === 'required') throw new IdempotencyKeyMissing();
      await next();
      return;
    }
    const key = parseIdempotencyKey(header);
    const scope = actorText(requestContext.actor());
    const body: unknown = (ctx.request as { body?: unknown }).body;
    const fingerprint = sha256(`${ctx.method} ${ctx.path}\n${canonicalJson(body)}`);
    const claim = await claimKey(sql(strapi), scope, key, fingerprint);
    if (claim.kind === 'other-request') throw new IdempotencyKeyReused();
    if (claim.kind === 'in-flight') throw new IdempotencyKeyInFlight();
    if (claim.kind === 'replay') {
      ctx.set('Idempotency-Replayed', 'true');
      ctx.status = claim.answer.status;
      ctx.body = claim.answer.body === null ? null : JSON.parse(claim.answer.body);
      return;
    }
    // Of a fixed length, whatever the key; with the request in it, so that a key taken again after its expiry for another
    // request does not find what the first one made.
    (ctx.state as IdempotentState).idempotencyToken = sha256(`${scope}\n${key}\n${fingerprint.toString('hex')}`).toString('hex');
    await runOnce(ctx, next, { scope, key, attempt: claim.attempt });
  };
}

async function runOnce(ctx: Context, next: Next, { scope, key, attempt }: { scope: string; key: string; attempt: number }) {
  try {
    await next();
  } catch (error) {
    if (error instanceof MangroveError && error.status < 500 && !(error instanceof TooManyRequests)) {
      const { status, name, code, message, details } = error;
      const body = JSON.stringify({ data: null, error: { status, name, code, message, details } });
      await keepAnswer(sql(strapi), scope, key, attempt, { status, body });
    } else await releaseKey(sql(strapi), scope, key, attempt);
    throw error;
  }
  const body = ctx.body == null ? null : JSON.stringify(ctx.body);
  await keepAnswer(sql(strapi), scope, key, attempt, { status: ctx.status, body });
}

/**
 * What a handler stores beside what it creates, under a unique index: when the process dies between its COMMIT and the
 * keeping of the answer, the repeat finds the thing instead of making a second one.
 */
export const idempotencyToken = (ctx: Context): string | undefined => (ctx.state as IdempotentState).idempotencyToken;

/** The same text for the same JSON value, whatever the order of its keys. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${pairs.map(([name, inner]) => `${JSON.stringify(name)}:${canonicalJson(inner)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
