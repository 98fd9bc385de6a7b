import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { Internal, MangroveError, MethodNotAllowed, NotFound, RefusedByStrapi } from '../errors';
import { codeByStatus, refusalOf, type Refusal } from '../refusal';
import { requestContext } from '../request-context';

/** Gives every refusal the one envelope: a code, a sentence, no stack, no SQL. */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }): Core.MiddlewareHandler =>
  async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body == null) answer(ctx, refusalOf(new NotFound()));
      else if (ctx.status === 405 && ctx.body == null) answer(ctx, refusalOf(new MethodNotAllowed()));
      else if (ctx.status >= 400) addCode(ctx);
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) strapi.log.error('A request failed.', { requestId: requestContext.get()?.requestId, error });
      const waitSeconds = error instanceof MangroveError ? error.details.retryAfterSeconds : undefined;
      if (typeof waitSeconds === 'number') ctx.set('Retry-After', String(waitSeconds));
      answer(ctx, refusal ?? refusalOf(new Internal()));
    }
  };

/** Strapi's `ctx.unauthorized()` and its like write the envelope themselves, without a code. */
function addCode(ctx: Context) {
  const body = ctx.body as { error?: Partial<Refusal> | null } | null;
  const error = typeof body === 'object' ? body?.error : undefined;
  if (typeof error !== 'object' || error === null || 'code' in error) return;
  const { status, name, message, details } = error;
  ctx.body = { data: null, error: { status, name, code: codeByStatus[ctx.status] ?? RefusedByStrapi.code, message, details: details ?? {} } };
}

function answer(ctx: Context, refusal: Refusal | undefined) {
  ctx.status = refusal?.status ?? 500;
  ctx.body = { data: null, error: refusal };
}
