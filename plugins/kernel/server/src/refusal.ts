import { errors } from '@strapi/utils';
import {
  Conflict, errorName, Forbidden, MalformedRequest, MangroveError, MethodNotAllowed, NotFound, PayloadTooLarge, RefusedByStrapi, TooManyRequests,
  Unauthenticated, Unavailable, UnsupportedMediaType, ValidationFailed,
} from './errors';
import { isOutage } from './outage';

/** What a refusal says, over whatever wire. */
export interface Refusal {
  status: number;
  name: string;
  code: string;
  message: string;
  details: unknown;
}

const said = ({ status, name, code, message, details }: MangroveError): Refusal => ({ status, name, code, message, details: details ?? {} });

/** What another's status means in our codes, where the thrower had no code of ours. */
export const codeByStatus: Record<number, string> = {
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

/**
 * What to answer to an error: ours as they are, those of PostgreSQL, Strapi and the body parsers in our words.
 *
 * @returns `undefined` for a mistake of ours, which is to be logged and answered as `Internal`.
 */
export function refusalOf(error: unknown): Refusal | undefined {
  const ours = translate(error);
  if (ours) return said(ours);
  const status = statusOf(error);
  if (status === undefined || status >= 500 || !(error instanceof Error)) return undefined;
  const details = has(error, 'details') ? (error.details ?? {}) : {};
  return { status, name: error instanceof errors.ApplicationError ? error.name : errorName(status), code: codeByStatus[status] ?? RefusedByStrapi.code, message: error.message, details };
}

function translate(error: unknown): MangroveError | undefined {
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
  return undefined;
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
