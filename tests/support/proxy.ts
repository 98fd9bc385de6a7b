import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { stopAfterwards } from './stop-everything.ts';

/** Stands between a server and its database, and can be cut like a cable. */
export interface Proxy {
  /** The address of the database as seen through the proxy. */
  url: string;
  cut(): Promise<void>;
  /** From here on what is sent over the open connections goes nowhere, and neither end learns of it. New ones are whole. */
  swallow(): void;
  restore(): Promise<void>;
}

/** Begins open; closed for good after the test file. */
export async function startProxy(databaseUrl: string): Promise<Proxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let server: Server;
  const listen = async (port: number) => {
    server = createServer((incoming) => {
      const outgoing = connect(Number(target.port), target.hostname);
      for (const socket of [incoming, outgoing]) {
        sockets.add(socket);
        socket.on('error', () => socket.destroy());
      }
      incoming.pipe(outgoing).pipe(incoming);
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const cut = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    await closed;
  };
  stopAfterwards(cut);
  return {
    url: Object.assign(new URL(databaseUrl), { host: `127.0.0.1:${port}` }).toString(),
    cut,
    swallow() {
      for (const socket of sockets) socket.unpipe().resume();
    },
    async restore() {
      await listen(port);
    },
  };
}
