import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface Drain {
  /**
   * Stops taking connections and lets requests under way finish; answers how many were still running at the end.
   * Connections that are idle stay open for `lingerMs`: a request may be on its way over each of them.
   */
  finishRequests(timeoutMs: number, lingerMs: number): Promise<number>;
  /** How many requests are under way. */
  inFlight(): number;
}

/** How often connections that have become idle are closed while draining. */
const SWEEP_MS = 50;

/** Follows the requests of a server from now on, so that a stop does not cut them: Strapi itself destroys every socket. */
export function createDrain(server: Server, isDraining: () => boolean): Drain {
  const underWay = new Set<ServerResponse>();
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    // Tells clients and balancers to open their next request elsewhere.
    if (isDraining()) response.setHeader('Connection', 'close');
  });

  return {
    inFlight: () => underWay.size,
    async finishRequests(timeoutMs, lingerMs) {
      if (!server.listening) return 0;
      const [endsAt, lingersUntil] = [performance.now() + timeoutMs, performance.now() + lingerMs];
      // That of an HTTP server would close the idle connections as well.
      NetServer.prototype.close.call(server);
      while (performance.now() < endsAt && (underWay.size > 0 || performance.now() < lingersUntil)) {
        if (performance.now() >= lingersUntil) server.closeIdleConnections();
        await wait(SWEEP_MS);
      }
      server.closeIdleConnections();
      return underWay.size;
    },
  };
}
