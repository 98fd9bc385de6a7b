import type { Core } from '@strapi/strapi';

const mayLink = ['admin::isAuthenticatedAdmin', { name: 'admin::hasPermissions', config: { actions: ['plugin::kernel.people.link'] } }];

/** Below `/kernel`, for the admin panel. */
export const peopleRoutes = [
  { method: 'GET', path: '/staff-links', handler: 'people.find', config: { policies: mayLink } },
  { method: 'POST', path: '/staff-links', handler: 'people.link', config: { policies: mayLink } },
  { method: 'DELETE', path: '/staff-links/:id', handler: 'people.unlink', config: { policies: mayLink } },
] as unknown as Core.RouteInput[];
