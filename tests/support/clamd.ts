import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { stopAfterwards } from './index.ts';

export interface FakeClamd {
  readonly host: string;
  readonly port: number;
  /** How long each file was that it was asked about, in order. */
  readonly seen: number[];
  /** Takes whatever comes and says nothing any more, until told otherwise. */
  beSilent(isSilent: boolean): void;
}

const EICAR = /X5O!P%@AP\[4\\PZX54\(P\^\)7CC\)7}\$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!\$H\+H\*/;
const COMMAND = 'zINSTREAM\0';

/**
 * Speaks the protocol of clamd, as far as files are sent to it: `zINSTREAM`, pieces behind their lengths, an empty one at the
 * end. Like clamd it answers and hangs up as soon as a file is longer than its `StreamMaxLength`.
 *
 * @see https://docs.clamav.net/manual/Usage/Scanning.html#clamd
 */
export async function startClamd({ streamMaxLength = 26_214_400 } = {}): Promise<FakeClamd> {
  const open = new Set<Socket>();
  const seen: number[] = [];
  let isSilent = false;
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    // Whoever hangs up in the middle is no failure of ours.
    socket.on('error', () => socket.destroy());
    let waiting = Buffer.alloc(0);
    const file: Buffer[] = [];
    let hasBegun = false;
    const say = (answer: string) => {
      if (!isSilent) socket.end(`${answer}\0`);
    };
    socket.on('data', (piece: Buffer) => {
      waiting = Buffer.concat([waiting, piece]);
      if (!hasBegun) {
        if (waiting.length < COMMAND.length) return;
        if (waiting.subarray(0, COMMAND.length).toString('latin1') !== COMMAND) return say('UNKNOWN COMMAND');
        waiting = waiting.subarray(COMMAND.length);
        hasBegun = true;
      }
      while (waiting.length >= 4) {
        const length = waiting.readUInt32BE();
        if (length === 0) {
          const bytes = Buffer.concat(file);
          seen.push(bytes.length);
          return say(EICAR.test(bytes.toString('latin1')) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK');
        }
        if (waiting.length < 4 + length) return;
        file.push(waiting.subarray(4, 4 + length));
        waiting = waiting.subarray(4 + length);
        if (file.reduce((sum, { length: of }) => sum + of, 0) > streamMaxLength) return say('INSTREAM size limit exceeded. ERROR');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stopAfterwards(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port, seen, beSilent: (silent) => void (isSilent = silent) };
}
