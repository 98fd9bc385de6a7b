import { backoffMs, type BackoffLimits } from './backoff.ts';
import type { Connection } from './connection.ts';
import { isWorthRepeating, MessagingClosed, MessagingOutboxFull, MessagingRefused, retryAfterMs } from './failures.ts';
import type { ClientEvents } from './wire.ts';

type NewMessage = ClientEvents['message:send']['payload'];
export type Sent = ClientEvents['message:send']['answer'];

interface Waiting {
  message: NewMessage;
  failures: number;
  resolve(sent: Sent): void;
  reject(error: Error): void;
}

/** Messages that wait, of all rooms; what is more is refused, before memory is. */
const MOST_WAITING = 1_000;
/** A message at which the server itself fails may be at fault, and would hold up those behind it for ever. */
const MOST_FAILURES_OF_THE_SERVER = 5;

/**
 * Keeps messages until the server has acknowledged them, and repeats them under the id that each was given once: stored
 * twice they are one. One at a time in each room, since only so no retry overtakes, or is overtaken.
 */
export function createOutbox(connection: Pick<Connection, 'ask' | 'isOpen'>, backoff: BackoffLimits) {
  const queues = new Map<string, Waiting[]>();
  const atWork = new Set<string>();
  const pauses = new Set<() => void>();
  let isClosed = false;

  async function work(roomId: string, queue: Waiting[]): Promise<void> {
    if (atWork.has(roomId)) return;
    atWork.add(roomId);
    for (let first = queue[0]; first && connection.isOpen() && !isClosed; first = queue[0]) {
      const waitMs = await attempt(first, queue);
      if (waitMs > 0) await pause(waitMs);
    }
    atWork.delete(roomId);
    if (queue.length === 0) queues.delete(roomId);
  }

  /** @returns how long to wait before the next attempt. */
  async function attempt(first: Waiting, queue: Waiting[]): Promise<number> {
    try {
      const { seq, messageId } = await connection.ask('message:send', first.message);
      queue.shift();
      first.resolve({ seq, messageId });
      return 0;
    } catch (error) {
      const isOver = !isWorthRepeating(error) || (error instanceof MessagingRefused && error.code === 'KERNEL_INTERNAL' && first.failures + 1 >= MOST_FAILURES_OF_THE_SERVER);
      if (!isOver) return retryAfterMs(error) ?? backoffMs(first.failures++, backoff);
      queue.shift();
      first.reject(error as Error);
      return 0;
    }
  }

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        pauses.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      pauses.add(end);
    });

  const goOn = () => pauses.forEach((end) => end());

  return {
    /** Resolves once the message is committed. @throws MessagingRefused @throws MessagingClosed @throws MessagingOutboxFull */
    send(message: NewMessage): Promise<Sent> {
      if (isClosed) return Promise.reject(new MessagingClosed('This client is closed.'));
      const waiting = [...queues.values()].reduce((sum, { length }) => sum + length, 0);
      if (waiting >= MOST_WAITING) return Promise.reject(new MessagingOutboxFull(MOST_WAITING));
      return new Promise((resolve, reject) => {
        const queue = queues.get(message.roomId) ?? [];
        queues.set(message.roomId, queue);
        queue.push({ message, failures: 0, resolve, reject });
        void work(message.roomId, queue);
      });
    },
    /** A connection is open: what waits for its next attempt waits no longer. */
    opened(): void {
      goOn();
      for (const [roomId, queue] of queues) void work(roomId, queue);
    },
    close(why: string): void {
      isClosed = true;
      goOn();
      for (const queue of queues.values()) for (const { reject } of queue.splice(0)) reject(new MessagingClosed(why));
      queues.clear();
    },
  };
}
