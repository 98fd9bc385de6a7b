import type { IncomingMessage } from 'node:http';

/**
 * Who is at the other end, for connections that never reach Koa; the same answer as its `ctx.request.ip`: the last so many
 * addresses of X-Forwarded-For were written by our own proxies, those before them can be invented.
 */
export function clientAddress(request: Pick<IncomingMessage, 'headers' | 'socket'>, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? 'unknown';
  const forwarded = request.headers['x-forwarded-for'];
  if (trustedProxies === 0 || forwarded === undefined) return direct;
  const addresses = String(forwarded).split(',').map((address) => address.trim()).filter((address) => address !== '');
  return addresses.slice(-trustedProxies)[0] ?? direct;
}
