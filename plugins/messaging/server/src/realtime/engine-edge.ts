import { Server as Engine, type Socket as EngineSocket } from 'engine.io';
import type { Socket } from 'socket.io';

/**
 * The casts at the edge of engine.io live here: it has what we need, and does not declare it.
 *
 * @see node_modules/engine.io/build/socket.js, transports/websocket.js
 */
interface Transport {
  socket?: { bufferedAmount: number; terminate(): void; pause(): void; resume(): void };
}

export interface Queue {
  /** Packets that wait for those before them to be written. */
  packets: number;
  /** Bytes handed to the system that it has not taken. */
  bytes: number;
}

const transportOf = (conn: EngineSocket): Transport => conn.transport as unknown as Transport;

export const connOf = (socket: Pick<Socket, 'conn'>): EngineSocket => socket.conn as unknown as EngineSocket;

export const queueOf = (conn: EngineSocket): Queue => ({
  packets: (conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length,
  bytes: transportOf(conn).socket?.bufferedAmount ?? 0,
});

/** Cuts a connection at once: a close frame would wait behind everything that its reader does not read. */
export function terminate(conn: EngineSocket): void {
  const { socket } = transportOf(conn);
  if (socket) socket.terminate();
  else conn.close(true);
}

/** How long what came in is: texts are as good as all ASCII. */
export const bytesOf = ({ data }: { data?: unknown }): number => (typeof data === 'string' || Buffer.isBuffer(data) ? data.length : 0);

/** Reads nothing from a connection for a while; its peer notices when the network is full. */
export function pauseReading(conn: EngineSocket, milliseconds: number): void {
  const { socket } = transportOf(conn);
  if (!socket) return;
  socket.pause();
  setTimeout(() => socket.resume(), milliseconds).unref();
}

/** A peer that does not answer the close frame would be waited for for half a minute. */
const CLOSE_WITHIN_MS = 2_000;

/** Cuts what has been told to close, once what it was told has had time to arrive. */
export const terminateSoon = (conn: EngineSocket): void => void setTimeout(() => terminate(conn), CLOSE_WITHIN_MS).unref();

/** Frames that wait for one connection go to the system in one write, of which each costs as much as all that is computed for a message. */
function writeTogether({ request }: EngineSocket, packets: readonly unknown[]): void {
  if (packets.length < 2) return;
  request.socket.cork();
  process.nextTick(() => request.socket.uncork());
}

/** WebSockets only, nothing compressed, packets no larger than a message may be. */
export function createEngine(): Engine {
  const engine = new Engine({
    transports: ['websocket'],
    allowUpgrades: false,
    perMessageDeflate: false,
    httpCompression: false,
    // 8,000 characters of 4 bytes, escaped, and what is around them.
    maxHttpBufferSize: 65_536,
    pingInterval: 20_000,
    pingTimeout: 15_000,
    cookie: false,
    allowEIO3: false,
  });
  engine.on('flush', writeTogether);
  return engine;
}
