import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';
import type { Core } from '@strapi/strapi';
import { MalformedRequest, PayloadTooLarge, Unavailable } from '../errors';

export interface RawBodyConfig {
  /** Addresses that begin so get their body as bytes, e.g. `/api/webhooks/`. */
  paths: readonly string[];
  maxBytes: number;
  /** Of all requests that are being read or answered, together; whoever comes then is asked to come again. Without it there is no such limit. */
  maxBytesAtOnce?: number;
}

interface RawState {
  rawBody?: Buffer;
}

/**
 * Webhooks are signed over bytes: these are kept as they came, whatever they are and whatever type they claim to be of.
 * An authentic one that is no JSON, or holds what a database cannot store, must be taken in like any other. It stands
 * before `strapi::body`, which Strapi insists on and which leaves alone what is of no type that it knows.
 */
export default ({ paths, maxBytes, maxBytesAtOnce = Number.POSITIVE_INFINITY }: RawBodyConfig): Core.MiddlewareHandler => {
  let held = 0;
  return async (ctx, next) => {
    // The first that knows an address reads it.
    if ((ctx.state as RawState).rawBody || !paths.some((path) => ctx.path.startsWith(path))) return next();
    let own = 0;
    const hold = (bytes: number) => {
      held += bytes;
      own += bytes;
      return held <= maxBytesAtOnce;
    };
    try {
      (ctx.state as RawState).rawBody = await readBytes(ctx.req, maxBytes, hold);
      Object.defineProperty(ctx.request, 'is', { value: () => false });
      return await next();
    } finally {
      held -= own;
    }
  };
};

/** The bytes of the request's body; empty where it had none. For addresses that the middleware was given. */
export function rawBody(ctx: Context): Buffer {
  const bytes = (ctx.state as RawState).rawBody;
  if (!bytes) throw new Error(`The body of ${ctx.path} was not read as bytes: name its path for plugin::kernel.raw-body.`);
  return bytes;
}

const readBytes = (request: IncomingMessage, maxBytes: number, hold: (bytes: number) => boolean): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let isRefused = false;
    // The rest flows on into nothing, so that the sender hears the answer.
    const refuse = (error: Error) => {
      isRefused = true;
      chunks.length = 0;
      reject(error);
    };
    request.on('data', (chunk: Buffer) => {
      if (isRefused) return;
      size += chunk.length;
      if (size > maxBytes) refuse(new PayloadTooLarge());
      else if (!hold(chunk.length)) refuse(new Unavailable());
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', () => reject(new MalformedRequest({ reason: 'the body ended early.' })));
    request.once('close', () => reject(new MalformedRequest({ reason: 'the body ended early.' })));
  });
