import { io, type Socket } from 'socket.io-client';
import { eventually, stopAfterwards, type TestUser } from '../../../support/index.ts';

export interface RoomEventOut {
  roomId: string;
  epoch: string;
  seq: number;
  type: string;
  actorId: string;
  at: string;
  data: Record<string, unknown>;
}

export type Ack = { ok: boolean; code?: string; message?: string; details?: unknown } & Record<string, unknown>;

/** A plain socket.io-client and everything that it has heard, in order. */
export interface TestSocket {
  readonly socket: Socket;
  readonly heard: { name: string; payload: unknown }[];
  /** The log events heard of one room. */
  events(roomId: string): RoomEventOut[];
  /** Sends and waits for the acknowledgement. */
  ask(event: string, ...payload: unknown[]): Promise<Ack>;
  /** The payload of the first event of that name; waits for it. */
  first<T>(name: string): Promise<T>;
  close(): void;
}

export interface ConnectOptions {
  namespace?: string;
  auth?: object;
  options?: Record<string, unknown>;
}

/** Opens a socket and does not wait. It reconnects at once when it is cut. */
export function openSocket(url: string, token: string, { namespace = '/users', auth = { token }, options = {} }: ConnectOptions = {}): TestSocket {
  const socket = io(`${url}${namespace}`, { transports: ['websocket'], forceNew: true, reconnectionDelay: 20, reconnectionDelayMax: 100, auth, ...options });
  // Whatever was begun last is stopped first: the server that it leads to would wait for it.
  stopAfterwards(() => Promise.resolve(void socket.disconnect()));
  const heard: TestSocket['heard'] = [];
  socket.onAny((name: string, payload: unknown) => void heard.push({ name, payload }));
  return {
    socket,
    heard,
    events: (roomId) => heard.filter(({ name }) => name === 'room:event').map(({ payload }) => payload as RoomEventOut).filter((event) => event.roomId === roomId),
    ask: (event, ...payload) => socket.timeout(10_000).emitWithAck(event, ...payload) as Promise<Ack>,
    first: <T>(name: string) => eventually(() => heard.find((one) => one.name === name)?.payload as T | undefined) as Promise<T>,
    close: () => socket.disconnect(),
  };
}

/** Opens a socket and waits until it is in. */
export async function connect(url: string, user: Pick<TestUser, 'jwt'>, options?: ConnectOptions): Promise<TestSocket> {
  const opened = openSocket(url, user.jwt, options);
  await new Promise<void>((resolve, reject) => {
    opened.socket.once('connect', resolve);
    opened.socket.once('connect_error', reject);
  });
  return opened;
}

/** Why a socket was not let in. */
export async function refusedBecause(url: string, options: ConnectOptions & { token?: string } = {}): Promise<{ message: string; data?: { code?: string } }> {
  const opened = openSocket(url, options.token ?? '', { ...options, options: { reconnection: false, ...options.options } });
  try {
    return await new Promise((resolve, reject) => {
      opened.socket.once('connect', () => reject(new Error('It was let in.')));
      opened.socket.once('connect_error', (error: Error & { data?: { code?: string } }) => resolve(error));
    });
  } finally {
    opened.close();
  }
}

/** The state of one who keeps a log as the client rule says, in its simplest form: only what is next is applied. */
export const seqsOf = (events: readonly RoomEventOut[]): number[] => events.map(({ seq }) => seq);
