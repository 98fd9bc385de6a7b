import { closeSync, createReadStream, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { RoomEvent } from '../../plugins/messaging/client/src/index.ts';

/** What an application that uses the client module writes down, before it acts and once it knows. */
export type Entry =
  /** A message that is about to be sent. */
  | { is: 'intent'; person: string; room: string; clientMessageId: string; text: string; replyTo?: string }
  /** It was acknowledged. */
  | { is: 'sent'; person: string; room: string; clientMessageId: string; seq: number; messageId: string }
  /** Another text that a message is about to be given. */
  | { is: 'wording'; person: string; messageId: string; text: string }
  /** An edit, a deletion or a reaction was acknowledged. */
  | { is: 'changed'; person: string; room: string; messageId: string; type: RoomEvent['type']; seq: number }
  | { is: 'refused'; person: string; what: string; code: string }
  /** The client module handed over the next event of a log. */
  | { is: 'applied'; person: string; event: RoomEvent }
  /** What was applied before is void: the log begins anew with the next event. */
  | { is: 'reset'; person: string; room: string }
  | { is: 'closed'; person: string; room: string; code: string }
  | { is: 'ended'; person: string; code: string };

export interface Journal {
  write(...entries: Entry[]): void;
  close(): void;
}

/** Written at once, so that it outlives this process however that ends. */
export function openJournal(file: string): Journal {
  const descriptor = openSync(file, 'a');
  return {
    write: (...entries) => void writeSync(descriptor, entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')),
    close: () => closeSync(descriptor),
  };
}

/** What an earlier run of the process wrote; half a line, written when it was killed, is taken off. */
export function recall(file: string): Entry[] {
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
  truncateSync(file, whole.length);
  return whole.toString('utf8').split('\n').slice(0, -1).map((line) => JSON.parse(line) as Entry);
}

/** Reads a journal of any size, entry by entry. */
export async function* readJournal(file: string): AsyncGenerator<Entry> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) yield JSON.parse(line) as Entry;
}
