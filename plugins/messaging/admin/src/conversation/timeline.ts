import type { Attachment, RoomEvent } from '../api/types';
import type { LogView } from './log-view';

export interface Message {
  kind: 'message';
  /** `reply`: in the conversation, by whoever; `note`: among the staff. */
  room: 'reply' | 'note';
  key: string;
  seq: number;
  at: string;
  authorId: string;
  clientMessageId: string;
  /** null once it was deleted. */
  text: string | null;
  isEdited: boolean;
  attachments: readonly Attachment[];
  reactions: { emoji: string; count: number }[];
  /** Of one that was said first in a ticket that was split: when, and how many files stayed there. */
  copied: { at: string; attachments: number } | undefined;
}

/** What became of the ticket. */
export type TicketEvent = Extract<RoomEvent, { type: `ticket.${string}` }>;
export interface Happening {
  kind: 'happening';
  key: string;
  at: string;
  event: TicketEvent;
}

export type Entry = Message | Happening;

const isTicketEvent = (event: RoomEvent): event is TicketEvent => event.type.startsWith('ticket.');

/** Said in both rooms, and shown once. */
const IN_BOTH = new Set<RoomEvent['type']>(['ticket.split', 'ticket.split_off']);

/** What both rooms of a ticket say, in the order in which it happened; in each room that is the order of its log. */
export function timelineOf(conversation: LogView, staff: LogView): Entry[] {
  const replies = entriesOf(conversation.events, 'reply');
  const notes = entriesOf(staff.events, 'note');
  const merged: Entry[] = [];
  let next = 0;
  for (const reply of replies) {
    for (let note = notes[next]; note && note.at < reply.at; note = notes[++next]) merged.push(note);
    merged.push(reply);
  }
  return [...merged, ...notes.slice(next)];
}

function entriesOf(events: readonly RoomEvent[], room: Message['room']): Entry[] {
  const entries: Entry[] = [];
  const messages = new Map<string, Message>();
  for (const event of events) {
    if (event.type === 'message.created') {
      const message = messageOf(event, room);
      messages.set(event.data.messageId, message);
      entries.push(message);
    } else if (isTicketEvent(event) && !(room === 'reply' && IN_BOTH.has(event.type))) entries.push({ kind: 'happening', key: `${event.roomId}-${event.seq}`, at: event.at, event });
    else change(messages, event);
  }
  return entries;
}

const messageOf = ({ data, seq, at, actorId }: Extract<RoomEvent, { type: 'message.created' }>, room: Message['room']): Message => ({
  kind: 'message',
  room,
  key: data.messageId,
  seq,
  at,
  authorId: actorId,
  clientMessageId: data.clientMessageId,
  text: data.text,
  isEdited: false,
  attachments: data.attachments ?? [],
  reactions: [],
  copied: data.copiedFrom,
});

/** What an event does to a message that stands above it. */
function change(messages: ReadonlyMap<string, Message>, event: RoomEvent): void {
  const message = 'messageId' in event.data && event.data.messageId !== null ? messages.get(event.data.messageId) : undefined;
  if (!message) return;
  if (event.type === 'message.edited') {
    message.text = event.data.text;
    message.isEdited = true;
  } else if (event.type === 'message.deleted') {
    message.text = null;
    message.reactions = [];
    message.attachments = [];
  } else if (event.type === 'reaction.added' || event.type === 'reaction.removed') {
    message.reactions = counted(message.reactions, event.data.emoji, event.type === 'reaction.added' ? 1 : -1);
  }
}

function counted(reactions: Message['reactions'], emoji: string, by: number): Message['reactions'] {
  const known = reactions.find((reaction) => reaction.emoji === emoji);
  const changed = { emoji, count: (known?.count ?? 0) + by };
  return (known ? reactions.map((reaction) => (reaction === known ? changed : reaction)) : [...reactions, changed]).filter(({ count }) => count > 0);
}

/** The last thing that a colleague has told the customer after a place in the log; for the warning before another answer. */
export const answeredSince = (entries: readonly Entry[], seq: number, me: string): Message | undefined =>
  entries.findLast((entry): entry is Message => entry.kind === 'message' && entry.room === 'reply' && entry.seq > seq && entry.authorId.startsWith('stf_') && entry.authorId !== me);
