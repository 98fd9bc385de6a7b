import type { Core } from '@strapi/strapi';
import { MalformedRequest } from '../errors';

const NUL = '\u0000';
const unparsed = Symbol.for('unparsedBody');

/** PostgreSQL cannot store a NUL byte; inside a validator of Strapi the failure could even end the process. */
export default (): Core.MiddlewareHandler => (ctx, next) => {
  if (hasNul(ctx.url)) throw new MalformedRequest({ reason: 'the address holds a NUL byte.' });
  const body = ctx.request.body as (Record<symbol, unknown> & object) | undefined;
  if (body && mayHoldNul(body[unparsed]) && holdsNul(body)) throw new MalformedRequest({ reason: 'a text in the body holds a NUL byte.' });
  return next();
};

const hasNul = (url: string) => /%00/i.test(url) || url.includes(NUL);

/** Only a body with an escaped or a bare NUL is worth walking; without the raw text every body is. */
const mayHoldNul = (raw: unknown) => typeof raw !== 'string' || raw.includes('\\u0000') || raw.includes(NUL) || raw.includes('%00');

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes(NUL);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => key.includes(NUL) || holdsNul(inner));
}
