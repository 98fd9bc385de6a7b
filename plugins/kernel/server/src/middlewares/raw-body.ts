import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';
import type { Core } from '@strapi/strapi';
import { MalformedRequest, PayloadTooLarge } from '../errors';

export interface RawBodyConfig {
  /** Addresses that begin so get their body as bytes, e.g. `/api/webhooks/`. */
  paths: readonly string[];
  maxBytes: number;
}

interface RawState {
  rawBody?: Buffer;
}

/**
 * Webhooks are signed over bytes: these are kept as they came, whatever they are and whatever type they claim to be of.
 * An authentic one that is no JSON, or holds what a database cannot store, must be taken in like any other. It stands
 * before `strapi::body`, which Strapi insists on and which leaves alone what is of no type that it knows.
 */
export default ({ paths, maxBytes }: RawBodyConfig): Core.MiddlewareHandler =>
  async (ctx, next) => {
    if (paths.some((path) => ctx.path.startsWith(path))) {
      (ctx.state as RawState).rawBody = await readBytes(ctx.req, maxBytes);
      Object.defineProperty(ctx.request, 'is', { value: () => false });
    }
    return next();
  };

/** The bytes of the request's body; empty where it had none. For addresses that the middleware was given. */
export function rawBody(ctx: Context): Buffer {
  const bytes = (ctx.state as RawState).rawBody;
  if (!bytes) throw new Error(`The body of ${ctx.path} was not read as bytes: name its path for plugin::kernel.raw-body.`);
  return bytes;
}

const readBytes = (request: IncomingMessage, maxBytes: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else {
        // The rest flows on into nothing, so that the sender hears the answer.
        chunks.length = 0;
        reject(new PayloadTooLarge());
      }
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', () => reject(new MalformedRequest({ reason: 'the body ended early.' })));
    request.once('close', () => reject(new MalformedRequest({ reason: 'the body ended early.' })));
  });
