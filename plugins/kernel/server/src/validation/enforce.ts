import type { z } from '@strapi/utils';
import type { Context, Next } from 'koa';
import { UnsupportedMediaType, ValidationFailed } from '../errors';
import type { Endpoint, Input, Shapes } from './endpoint';

/** The part of a declaration that is enforced; the same for the content API and for that of the staff. */
export type Enforced<S extends Shapes = Shapes> = Pick<Endpoint<S>, 'id' | 'request' | 'responses'>;

interface ValidatedState {
  input?: { endpoint: Enforced; values: Input<Shapes> };
}

/** One part of a request in its declared shape. @throws ValidationFailed that lists each place that is wrong. */
export function parsePart<S extends z.ZodType>(part: 'params' | 'query' | 'body', schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ValidationFailed({
    errors: parsed.error.issues.map(({ path, message }) => ({
      path: [part, ...path.map((step) => (typeof step === 'number' ? step : String(step)))],
      message,
    })),
  });
}

const optional = (part: 'params' | 'query' | 'body', schema: z.ZodType | undefined, value: unknown): unknown =>
  schema && parsePart(part, schema, value);

/** Refuses a request that does not have the declared shape; the controller finds the parsed parts with `input`. */
export function enforceRequest(endpoint: Enforced) {
  return (ctx: Context, next: Next): Promise<unknown> => {
    const body: unknown = (ctx.request as { body?: unknown }).body;
    if (endpoint.request.body && ctx.request.length && !ctx.is('application/json', 'application/*+json')) throw new UnsupportedMediaType();
    const values = {
      params: optional('params', endpoint.request.params, (ctx as Context & { params: unknown }).params),
      query: optional('query', endpoint.request.query, ctx.query),
      body: optional('body', endpoint.request.body, body),
    } as Input<Shapes>;
    (ctx.state as ValidatedState).input = { endpoint, values };
    return next();
  };
}

/** The parsed request of the endpoint that a controller serves. */
export function input<S extends Shapes>(endpoint: Enforced<S>, ctx: Context): Input<S> {
  const found = (ctx.state as ValidatedState).input;
  if (found?.endpoint.id !== endpoint.id) throw new Error(`The route of ${endpoint.id} does not enforce its declaration.`);
  return found.values as Input<S>;
}

/** An answer that does not have its declared shape: a mistake of ours, so it is loud in development and tests. */
export class ResponseMismatch extends Error {
  override readonly name = 'ResponseMismatch';
}

/** Compares every success with the declaration. For development and tests; production trusts them. */
export function enforceResponse(endpoint: Enforced) {
  return async (ctx: Context, next: Next): Promise<void> => {
    await next();
    if (ctx.status >= 400) return;
    const declared = endpoint.responses[ctx.status];
    if (declared === undefined) throw new ResponseMismatch(`${endpoint.id} answered ${ctx.status}, which it does not declare.`);
    if (declared === null || declared === 'bytes') return;
    // A body of bytes is JSON that a hot path has written itself.
    const text = Buffer.isBuffer(ctx.body) ? ctx.body.toString('utf8') : JSON.stringify(ctx.body ?? null);
    const checked = declared.safeParse(JSON.parse(text));
    if (!checked.success) throw new ResponseMismatch(`${endpoint.id} answered ${ctx.status} in another shape than it declares: ${checked.error.message}`);
  };
}
