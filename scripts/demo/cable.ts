import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A stretch of network between a client and the server, which can be cut and mended. */
export interface Cable {
  /** The server's address, seen through it. */
  url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

export async function layCable(serverUrl: string): Promise<Cable> {
  const { hostname, port: target } = new URL(serverUrl);
  const ends = new Set<Socket>();
  let server: Server | undefined;
  const mend = async (port: number) => {
    server = createServer((near) => {
      const far = connect(Number(target), hostname);
      for (const end of [near, far]) {
        ends.add(end);
        end.on('error', () => end.destroy());
        end.on('close', () => ends.delete(end));
      }
      near.pipe(far).pipe(near);
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await mend(0);
  return {
    url: `http://127.0.0.1:${port}`,
    async cut() {
      const closed = server && once(server, 'close');
      server?.close();
      server = undefined;
      for (const end of ends) end.destroy();
      await closed;
    },
    mend: async () => void (await mend(port)),
  };
}
