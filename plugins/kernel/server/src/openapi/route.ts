import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sha256 } from '../crypto';
import { endpointCatalogue } from '../validation/endpoint';
import { openApiDocument } from './document';

/** Serves the document at `GET /api/openapi.json`: built at the first request, the same until the server restarts. */
export function addOpenApiRoute(strapi: Core.Strapi): void {
  const prefix = strapi.config.get<string>('api.rest.prefix', '/api');
  let built: { text: string; etag: string } | undefined;
  const build = () => {
    const text = JSON.stringify(
      openApiDocument(endpointCatalogue(), {
        serverUrl: strapi.config.get<string>('server.absoluteUrl'),
        prefix,
        version: strapi.config.get<string>('info.version', '0.0.0'),
      }),
    );
    return { text, etag: `"${sha256(text).toString('base64url').slice(0, 22)}"` };
  };
  strapi.server.router.get(`${prefix}/openapi.json`, (ctx: Context) => {
    built ??= build();
    ctx.set('ETag', built.etag);
    ctx.set('Cache-Control', 'public, max-age=60');
    // Not Koa's `fresh`, which sends everything again to clients that say no-cache beside their If-None-Match, as fetch does.
    if (ctx.get('If-None-Match').includes(built.etag)) ctx.status = 304;
    else {
      ctx.type = 'application/json';
      ctx.body = built.text;
    }
  });
}
