import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { readFrames, textFrame } from './frames.ts';

export interface HeardEvent {
  roomId: string;
  seq: number;
  data: { text: string };
}

const NAMESPACE = '/users,';
const NOTHING = Buffer.alloc(0);

/** One Socket.IO client over a bare socket: far cheaper than the library, so that the servers get the machine. */
export class ChatClient {
  onEvent: (event: HeardEvent) => void = () => undefined;
  private received: Buffer = NOTHING;
  private hasUpgraded = false;
  private nextId = 0;
  private readonly answers = new Map<number, (answer: { ok: boolean; code?: string }) => void>();
  private entered: (() => void) | undefined;
  private failed: ((error: Error) => void) | undefined;
  private readonly socket: Socket;
  private readonly token: string;
  private isClosing = false;

  private constructor(socket: Socket, token: string) {
    this.socket = socket;
    this.token = token;
    socket.on('data', (chunk) => this.onData(chunk));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('The server closed a connection.')));
  }

  /** Connects and enters the namespace. */
  static open(port: number, token: string): Promise<ChatClient> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      const client = new ChatClient(socket, token);
      client.entered = () => resolve(client);
      client.failed = reject;
      socket.once('connect', () =>
        socket.write(
          `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
            `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
        ),
      );
    });
  }

  /** Sends an event and waits for a good acknowledgement. */
  ask(event: string, payload: object): Promise<void> {
    return new Promise((resolve, reject) => {
      const id = this.nextId++;
      this.failed = reject;
      this.answers.set(id, (answer) => (answer.ok ? resolve() : reject(new Error(`"${event}" was refused: ${JSON.stringify(answer)}`))));
      this.socket.write(textFrame(`42${NAMESPACE}${id}${JSON.stringify([event, payload])}`));
    });
  }

  close(): void {
    this.isClosing = true;
    this.socket.destroy();
  }

  private onData(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    if (!this.hasUpgraded && !this.takeUpgrade()) return;
    const { texts, rest, isClosed } = readFrames(this.received);
    this.received = rest;
    for (const text of texts) this.onPacket(text);
    if (isClosed) this.fail(new Error('The server ended a connection.'));
  }

  private takeUpgrade(): boolean {
    const end = this.received.indexOf('\r\n\r\n');
    if (end === -1) return false;
    const head = this.received.toString('latin1', 0, end);
    if (!head.startsWith('HTTP/1.1 101')) this.fail(new Error(`The upgrade was answered with ${head.split('\r\n')[0]}.`));
    this.received = this.received.subarray(end + 4);
    this.hasUpgraded = true;
    return true;
  }

  /** Engine.IO 4 around Socket.IO 5: 0 open, 2 ping; 40 in, 42 event, 43 acknowledgement, 44 refused. */
  private onPacket(packet: string): void {
    if (packet === '2') this.socket.write(textFrame('3'));
    else if (packet.startsWith('0')) this.socket.write(textFrame(`40${NAMESPACE}${JSON.stringify({ token: this.token })}`));
    else if (packet.startsWith('40')) this.entered?.();
    else if (packet.startsWith('44')) this.fail(new Error(`Nobody was let in: ${packet}`));
    else if (packet.startsWith('43')) {
      const body = packet.indexOf('[');
      const id = Number(packet.slice(2 + NAMESPACE.length, body));
      const [answer] = JSON.parse(packet.slice(body)) as [{ ok: boolean }];
      this.answers.get(id)?.(answer);
      this.answers.delete(id);
    } else if (packet.startsWith(`42${NAMESPACE}["room:event"`)) {
      const [, event] = JSON.parse(packet.slice(2 + NAMESPACE.length)) as [string, HeardEvent & { type: string }];
      if (event.type === 'message.created') this.onEvent(event);
    }
  }

  private fail(error: Error): void {
    if (!this.isClosing) this.failed?.(error);
  }
}
