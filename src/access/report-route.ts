import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

/** `GET /access/report` for administrators: where roles and routes differ from the declaration. */
export function serveReport(strapi: Core.Strapi, report: () => object): void {
  strapi.server.routes({
    type: 'admin',
    prefix: '/access',
    routes: [
      {
        method: 'GET',
        path: '/report',
        handler: (ctx: Context) => {
          ctx.body = { data: report() };
        },
        config: { policies: ['admin::isAuthenticatedAdmin', { name: 'admin::hasPermissions', config: { actions: ['plugin::kernel.access.read'] } }] },
      },
    ],
  } as never);
}
