import type { RoomEvent } from '../../../plugins/messaging/client/src/index.ts';
import type { Entry } from '../journal.ts';

export interface Message {
  messageId: string;
  room: string;
}

type Intent = Extract<Entry, { is: 'intent' }>;

const MOST_REMEMBERED = 30;

/** What one person's application knows: where each log stands, what it may still change, what has not been acknowledged. */
export class Memory {
  /** By room. */
  readonly positions = new Map<string, { seq: number; epoch: string }>();
  /** Sent and not yet acknowledged, in the order of sending. */
  readonly unsent = new Map<string, Intent>();
  /** Own messages that are not deleted, the oldest first. */
  readonly own: Message[] = [];
  /** Anybody's. */
  readonly seen: Message[] = [];

  /** Of everything that is written into the journal, and of what an earlier run has written. */
  take(entry: Entry): void {
    if (entry.is === 'intent') this.unsent.set(entry.clientMessageId, entry);
    else if (entry.is === 'sent') {
      this.unsent.delete(entry.clientMessageId);
      remember(this.own, entry);
    } else if (entry.is === 'applied') this.apply(entry.event);
  }

  private apply({ roomId, seq, epoch, type, data }: RoomEvent): void {
    this.positions.set(roomId, { seq, epoch });
    if (type === 'message.created') remember(this.seen, { messageId: data.messageId, room: roomId });
    if (type === 'message.deleted') for (const messages of [this.own, this.seen]) forget(messages, data.messageId);
  }
}

function remember(messages: Message[], { messageId, room }: Message): void {
  messages.push({ messageId, room });
  if (messages.length > MOST_REMEMBERED) messages.shift();
}

export function forget(messages: Message[], messageId: string): void {
  const index = messages.findIndex((message) => message.messageId === messageId);
  if (index !== -1) messages.splice(index, 1);
}
