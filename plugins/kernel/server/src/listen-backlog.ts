import type { Server } from 'node:http';
import type { Core } from '@strapi/strapi';

/**
 * How many new connections may wait to be accepted. Node's own 511 is less than what a gateway opens when it repeats
 * its webhooks all at once: the system drops what exceeds it, and the sender sees its connections reset. The system's
 * own limit (`net.core.somaxconn`) still holds.
 */
const BACKLOG = 4_096;

/** Strapi listens on a port and a host and leaves the rest to Node; this adds the backlog. Call it in `register`. */
export function widenBacklog(strapi: Core.Strapi): void {
  const httpServer = strapi.server.httpServer as Server;
  const listen = httpServer.listen.bind(httpServer) as (...args: unknown[]) => Server;
  httpServer.listen = ((...args: unknown[]) => {
    const [port, host, onListen] = args;
    return typeof port === 'number' && typeof host === 'string' ? listen({ port, host, backlog: BACKLOG }, onListen) : listen(...args);
  }) as Server['listen'];
}
