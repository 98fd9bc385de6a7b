import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Core } from '@strapi/strapi';
import { addressKey, clientAddress, createBuckets, kernel, type MangroveError } from '#kernel';
import { messagingConfig } from '../config';
import { Draining, OriginRefused, TooManyConnections, WebsocketOnly } from '../errors';

/** Decides about a connection before there is one. */
export interface Admission {
  /** Why an upgrade is refused, if it is. */
  refusalOf(request: IncomingMessage): MangroveError | undefined;
  /** Counts a raw connection that was let in, until it closes. */
  count(request: IncomingMessage, socket: Duplex): void;
}

const MOST_ADDRESSES = 20_000;

export function createAdmission(strapi: Core.Strapi): Admission {
  const { origins, trustedProxies, connectionsPerAddress } = messagingConfig(strapi).realtime;
  const publicHost = URL.parse(strapi.config.get<string>('server.absoluteUrl'))?.host;
  const perSecond = Math.max(10, connectionsPerAddress / 4);
  const openings = createBuckets({ capacity: perSecond, refillPerSecond: perSecond, maxKeys: MOST_ADDRESSES });
  const open = new Map<string, number>();
  const keyOf = (request: IncomingMessage) => addressKey(clientAddress(request, trustedProxies));

  /** CORS does not protect WebSockets: a browser sends the page's origin and connects. A client without one is no browser. */
  const isOriginAllowed = ({ headers: { origin, host } }: IncomingMessage) => {
    if (origin === undefined || origins.includes('*') || origins.includes(origin)) return true;
    const url = URL.parse(origin);
    // A proxy may have put a name of its own into `Host`.
    return url !== null && (url.host === host || url.host === publicHost);
  };

  return {
    refusalOf(request) {
      if (kernel(strapi).isDraining()) return new Draining();
      if (!isOriginAllowed(request)) return new OriginRefused();
      const query = new URLSearchParams((request.url ?? '').split('?')[1]);
      // With `sid` it would join another's session: that is how long polling is upgraded, which there is none of.
      if (query.get('transport') !== 'websocket' || query.has('sid')) return new WebsocketOnly();
      const key = keyOf(request);
      if ((open.get(key) ?? 0) >= connectionsPerAddress || openings.take(key) > 0) return new TooManyConnections();
      return undefined;
    },
    count(request, socket) {
      const key = keyOf(request);
      open.set(key, (open.get(key) ?? 0) + 1);
      socket.once('close', () => {
        const left = (open.get(key) ?? 1) - 1;
        if (left > 0) open.set(key, left);
        else open.delete(key);
      });
    },
  };
}
