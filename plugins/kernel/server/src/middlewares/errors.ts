import { errors } from '@strapi/utils';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import {
  Conflict, errorName, Forbidden, Internal, MalformedRequest, MangroveError, MethodNotAllowed, NotFound, PayloadTooLarge, RefusedByStrapi,
  TooManyRequests, Unauthenticated, Unavailable, UnsupportedMediaType, ValidationFailed,
} from '../errors';
import { requestContext } from '../request-context';
import { isOutage } from '../outage';

type Body = { data: null; error: { status: number; name: string; code: string; message: string; details: unknown } };

const bodyOf = (error: MangroveError): Body => ({
  data: null,
  error: { status: error.status, name: error.name, code: error.code, message: error.message, details: error.details ?? {} },
});

/** What another's status means in our codes, where the thrower had no code of ours. */
const codeByStatus: Record<number, string> = {
  400: ValidationFailed.code,
  401: Unauthenticated.code,
  403: Forbidden.code,
  404: NotFound.code,
  405: MethodNotAllowed.code,
  409: Conflict.code,
  413: PayloadTooLarge.code,
  415: UnsupportedMediaType.code,
  429: TooManyRequests.code,
  503: Unavailable.code,
};

const has = <K extends string>(error: unknown, key: K): error is Record<K, unknown> =>
  typeof error === 'object' && error !== null && key in error;

/** Errors of PostgreSQL that a request can cause: the answer says so without the SQL. */
const fromPostgres: Record<string, () => MangroveError> = {
  '23505': () => new Conflict(), // unique_violation
  '23503': () => new Conflict(), // foreign_key_violation
  '23001': () => new Conflict(), // restrict_violation: an append-only table refused
  '22021': () => new MalformedRequest({ reason: 'a text holds a character that cannot be stored.' }),
  '22P05': () => new MalformedRequest({ reason: 'a text holds a character that cannot be stored.' }),
  '22P02': () => new MalformedRequest({ reason: 'a value has the wrong type.' }),
  '22003': () => new MalformedRequest({ reason: 'a number is out of range.' }),
};

function translate(error: unknown): MangroveError | Body | undefined {
  if (error instanceof MangroveError) return error;
  if (has(error, 'code') && typeof error.code === 'string' && fromPostgres[error.code]) return fromPostgres[error.code]?.();
  if (isOutage(error)) return new Unavailable();
  // The parser of multipart bodies has a word of its own for the status.
  if (has(error, 'httpCode') && error.httpCode === 413) return new PayloadTooLarge();
  if (has(error, 'httpCode') && error.httpCode === 400) return new MalformedRequest({ reason: 'the body is not a whole multipart form.' });
  const status = statusOf(error);
  if (status === undefined || status >= 500 || !(error instanceof Error)) return undefined;
  if (has(error, 'type') && error.type === 'entity.too.large') return new PayloadTooLarge();
  // koa-body gives the parser's complaint, which quotes the body.
  if (error instanceof SyntaxError || (has(error, 'type') && error.type === 'entity.parse.failed')) return new MalformedRequest({ reason: 'the body is not valid JSON.' });
  const details = has(error, 'details') ? (error.details ?? {}) : {};
  return {
    data: null,
    error: { status, name: error instanceof errors.ApplicationError ? error.name : errorName(status), code: codeByStatus[status] ?? RefusedByStrapi.code, message: error.message, details },
  };
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof errors.UnauthorizedError) return 401;
  if (error instanceof errors.ForbiddenError) return 403;
  if (error instanceof errors.NotFoundError) return 404;
  if (error instanceof errors.PayloadTooLargeError) return 413;
  if (error instanceof errors.RateLimitError) return 429;
  if (error instanceof errors.ApplicationError) return 400;
  return has(error, 'status') && typeof error.status === 'number' ? error.status : undefined;
}

/** Gives every refusal the one envelope: a code, a sentence, no stack, no SQL. */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }): Core.MiddlewareHandler =>
  async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body == null) answer(ctx, bodyOf(new NotFound()));
      else if (ctx.status === 405 && ctx.body == null) answer(ctx, bodyOf(new MethodNotAllowed()));
      else if (ctx.status >= 400) addCode(ctx);
    } catch (error) {
      const translated = translate(error);
      if (!translated) strapi.log.error('A request failed.', { requestId: requestContext.get()?.requestId, error });
      const refusal = translated ?? new Internal();
      if (refusal instanceof TooManyRequests) ctx.set('Retry-After', String(refusal.details.retryAfterSeconds));
      answer(ctx, refusal instanceof MangroveError ? bodyOf(refusal) : refusal);
    }
  };

/** Strapi's `ctx.unauthorized()` and its like write the envelope themselves, without a code. */
function addCode(ctx: Context) {
  const body: unknown = ctx.body;
  if (!has(body, 'error') || typeof body.error !== 'object' || body.error === null || 'code' in body.error) return;
  const { status, name, message, details } = body.error as Partial<Body['error']>;
  ctx.body = { data: null, error: { status, name, code: codeByStatus[ctx.status] ?? RefusedByStrapi.code, message, details: details ?? {} } };
}

function answer(ctx: Context, body: Body) {
  ctx.status = body.error.status;
  ctx.body = body;
}
