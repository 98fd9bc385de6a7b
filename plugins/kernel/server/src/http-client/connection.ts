import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';

/** Less than the idle time of common servers and balancers (60 s and more), whose closing would meet our next request. */
const IDLE_MS = 30_000;
const MOST_CONNECTIONS = 64;

const agentOptions = { keepAlive: true, timeout: IDLE_MS, maxSockets: MOST_CONNECTIONS, scheduling: 'lifo' } as const;

export const createAgents = () => ({ httpAgent: new http.Agent(agentOptions), httpsAgent: new https.Agent(agentOptions) });

/** What became of the connection of one request. */
export interface ConnectionWatch {
  /** Whether the connection (with TLS, where used) was up, so that bytes of the request may have left. */
  wasConnected: boolean;
}

/** Connections that are up: a reused one tells nothing anew. */
const established = new WeakSet<Socket>();

/** Node's own transport, made to tell whether the request had a connection: axios reports only that it failed. */
export function watchedTransport(watch: ConnectionWatch) {
  return {
    request(options: https.RequestOptions, onResponse: (response: http.IncomingMessage) => void): http.ClientRequest {
      const isTls = options.protocol === 'https:';
      const request = (isTls ? https : http).request(options, onResponse);
      request.once('socket', (socket) => {
        const markConnected = () => {
          established.add(socket);
          watch.wasConnected = true;
        };
        if (established.has(socket) || (!isTls && !socket.connecting)) markConnected();
        else socket.once(isTls ? 'secureConnect' : 'connect', markConnected);
      });
      return request;
    },
  };
}
