import type { Context } from 'koa';
import type { Core } from '@strapi/strapi';

export interface UnreadBodyConfig {
  /** Addresses to which files are sent, e.g. `/api/attachments`; `:id` stands for anything between two slashes. */
  paths: readonly string[];
}

/** As the router takes addresses: in any case, and with or without a slash at the end. */
const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+')}/?$`, 'i');

interface UnreadState {
  isUnread?: true;
}

/**
 * Leaves the body of uploads to the handler, which reads it as it comes. `strapi::body`, before which it stands, would
 * write files to the system's temporary folder, unencrypted, and leave some there.
 */
export default ({ paths }: UnreadBodyConfig): Core.MiddlewareHandler => {
  const patterns = paths.map(patternOf);
  return (ctx, next) => {
    if (ctx.method === 'POST' && patterns.some((pattern) => pattern.test(ctx.path))) {
      (ctx.state as UnreadState).isUnread = true;
      // It leaves alone what is of no type that it knows.
      Object.defineProperty(ctx.request, 'is', { value: () => false });
    }
    return next();
  };
};

/**
 * The body of an upload, piece by piece. Whoever stops early leaves the connection open, so that the sender hears why.
 * It ends with an error where the sender goes away. For addresses that the middleware was given.
 */
export function unreadBody(ctx: Context): AsyncIterable<Buffer> {
  if (!(ctx.state as UnreadState).isUnread) throw new Error(`The body of ${ctx.path} was read already: name its path for plugin::kernel.unread-body.`);
  return ctx.req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
}

/** Lets what is left of a body that was refused flow into nothing. */
export const dropBody = (ctx: Context): void => void ctx.req.resume();
