import type { Core } from '@strapi/strapi';
import { idempotency } from '../idempotency/middleware';
import type { Endpoint, Shapes } from './endpoint';
import { enforceRequest, enforceResponse } from './enforce';

/** One route of the admin panel's API: what it takes, what it answers, and which permission of the staff it needs. Enforced. */
export interface AdminEndpoint<S extends Shapes = Shapes> extends Pick<Endpoint<S>, 'id' | 'method' | 'path' | 'summary' | 'request' | 'responses' | 'idempotencyKey'> {
  /** Uid of the permission action, e.g. `plugin::payments.payments.read`. */
  permission: string;
}

export const defineAdminEndpoint = <const S extends Shapes>(endpoint: AdminEndpoint<S>): AdminEndpoint<S> => endpoint;

/** The Strapi route of an admin endpoint: signed in, allowed, and everything that it declares enforced. */
export function adminRoute(endpoint: AdminEndpoint, handler: string): Core.RouteInput {
  return {
    method: endpoint.method,
    path: endpoint.path,
    handler,
    config: {
      policies: ['admin::isAuthenticatedAdmin', { name: 'admin::hasPermissions', config: { actions: [endpoint.permission] } }],
      middlewares: [
        ...(process.env.NODE_ENV === 'production' ? [] : [enforceResponse(endpoint)]),
        enforceRequest(endpoint),
        ...(endpoint.idempotencyKey ? [idempotency(endpoint.idempotencyKey)] : []),
      ],
    },
  } as Core.RouteInput;
}
