import type { Core } from '@strapi/strapi';
import { requireUser } from '../authentication/install';
import { idempotency } from '../idempotency/middleware';
import type { Endpoint } from './endpoint';
import { enforceRequest, enforceResponse } from './enforce';

/** The Strapi route of an endpoint: everything that it declares is enforced before the controller runs. */
export function route(endpoint: Endpoint, handler: string): Core.RouteInput {
  return {
    method: endpoint.method,
    path: endpoint.path,
    handler,
    config: {
      ...(endpoint.access === 'public' ? { auth: false } : {}),
      middlewares: endpointMiddlewares(endpoint),
    },
  } as Core.RouteInput;
}

/** The same for a route that somebody else declared, such as those of users-permissions. */
export function endpointMiddlewares(endpoint: Endpoint): unknown[] {
  return [
    ...(process.env.NODE_ENV === 'production' ? [] : [enforceResponse(endpoint)]),
    ...(endpoint.access === 'user' ? [requireUser] : []),
    enforceRequest(endpoint),
    ...(endpoint.idempotencyKey ? [idempotency(endpoint.idempotencyKey)] : []),
  ];
}
