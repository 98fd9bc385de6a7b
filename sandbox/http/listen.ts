import type { Server } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';

/** A port that cannot be listened on, said in one sentence. */
export class PortUnavailable extends Error {
  constructor(what: string, host: string, port: number, cause: NodeJS.ErrnoException) {
    super(`${what} cannot listen on ${host}:${port}: ${reasonOf(cause)}`, { cause });
    this.name = 'PortUnavailable';
  }
}

function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE') return 'the port is already in use. Stop what uses it or choose another port.';
  if (error.code === 'EACCES') return 'this user may not open the port. Choose one above 1023.';
  if (error.code === 'EADDRNOTAVAIL') return 'the address does not belong to this machine.';
  return error.message;
}

/** Listens and answers the port, which differs from the asked one where that was 0. */
export function listenOn(server: NetServer, what: string, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => reject(new PortUnavailable(what, host, port, error));
    server.once('error', onError);
    server.listen(port, host, () => {
      server.removeListener('error', onError);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** An IPv6 address needs brackets inside a URL. */
export const urlOf = (host: string, port: number) => `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

/** Stops listening and cuts every connection, open requests included: a stand-in owes nobody a graceful goodbye. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
