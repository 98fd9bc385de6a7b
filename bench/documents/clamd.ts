import { createServer, type AddressInfo } from 'node:net';

export interface Scanner {
  port: number;
  stop(): Promise<void>;
}

const COMMAND = 'zINSTREAM\0';

/** Speaks the protocol of clamd and finds nothing: what it costs to send a file to a scanner, without what scanning costs. */
export async function startScanner(): Promise<Scanner> {
  const server = createServer((socket) => {
    let left = COMMAND.length;
    let isHead = false;
    let head = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (piece: Buffer) => {
      for (let at = 0; at < piece.length; ) {
        if (!isHead) {
          const taken = Math.min(left, piece.length - at);
          at += taken;
          left -= taken;
          isHead = left === 0;
          continue;
        }
        const needed = 4 - head.length;
        head = Buffer.concat([head, piece.subarray(at, at + needed)]);
        at += Math.min(needed, piece.length - at);
        if (head.length < 4) continue;
        left = head.readUInt32BE();
        head = Buffer.alloc(0);
        if (left === 0) socket.end('stream: OK\0');
        else isHead = false;
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}
