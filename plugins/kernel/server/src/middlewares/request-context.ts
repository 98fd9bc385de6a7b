import type { Core } from '@strapi/strapi';
import { newId } from '../ids';
import { requestContext } from '../request-context';

/** What a caller may send as a request id, so that it can stand in a log line and a header. */
const ACCEPTED = /^[\w.:-]{8,64}$/;

/** Gives every request its id and the place where its actor is written down. */
export default (): Core.MiddlewareHandler => (ctx, next) => {
  const sent = ctx.get('x-request-id');
  const requestId = ACCEPTED.test(sent) ? sent : newId('req');
  ctx.set('X-Request-Id', requestId);
  return requestContext.run({ requestId, actor: { type: 'system', id: 'anonymous' }, ip: ctx.request.ip }, () => next());
};
