import { clock, newId, NotFound, type Sql } from '#kernel';
import type { CopiedFrom, RoomEvent } from '../../domain/event-types';
import type { SanctionKind } from '../../domain/sanction';
import { AttachmentUnknown } from '../../domain/attachment-errors';
import { MentionUnknown, ReplyUnknown, RoomSilent } from '../../errors';
import { attachmentsOf, type Attachment } from '../attachments/attachment';
import { mentionEvent } from '../messages/mention-event';
import { readEventsOfRooms } from './read';
import type { Sent } from './sent';

export interface NewMessage {
  roomId: string;
  /** Of the client's own making: a second message with the same one is the first. */
  clientMessageId: string;
  text: string;
  replyTo?: string | undefined;
  /** Uploads of the sender's for this room; with them the text may be empty. */
  attachments?: readonly string[] | undefined;
  /** Members whom it mentions. */
  mentions?: readonly string[] | undefined;
  /** Where it was said first, of one that goes on in another ticket. */
  copiedFrom?: CopiedFrom | undefined;
}

/** A message as `messaging_send` takes it. */
export interface Line {
  room: string;
  sender: string;
  id: string;
  client_message_id: string;
  text: string;
  reply_to: string | null;
  attachments: readonly string[] | null;
  mentions?: readonly string[];
  /** What the database completes to the event that tells whoever is mentioned. */
  event?: object;
  copied_from?: CopiedFrom;
  /** Says that the caller has seen to what a message does to its ticket. */
  in_ticket?: true;
}

export interface StoredRow {
  o_line: number;
  o_outcome: 'stored' | 'repeated' | 'ticket' | 'room_unknown' | 'room_silent' | 'reply_unknown' | 'attachment_unknown' | 'mention_unknown' | SanctionKind | 'slow_mode';
  o_seq: string | null;
  o_message_id: string | null;
  o_at: Date | null;
  /** What was attached to it, where anything was; of a stored one. */
  attachments?: Attachment[] | undefined;
}

export const lineOf = (senderId: string, { roomId, clientMessageId, text, replyTo, attachments, mentions = [], copiedFrom }: NewMessage): Line => ({
  room: roomId,
  sender: senderId,
  id: newId('msg'),
  client_message_id: clientMessageId,
  text,
  reply_to: replyTo ?? null,
  attachments: attachments ?? null,
  ...(copiedFrom ? { copied_from: copiedFrom } : {}),
  ...(mentions.length > 0 ? { mentions, event: mentionEvent() } : {}),
});

/** Stores messages, or says of each why not; in the order of the lines. */
export async function storeLines(db: Sql, lines: readonly Line[]): Promise<StoredRow[]> {
  const rows = await db.query<StoredRow>('SELECT * FROM messaging_send($1, $2)', [
    JSON.stringify(lines.map((line, index) => ({ line: index, ...line }))),
    clock.now(),
  ]);
  const isWithFiles = ({ o_outcome, o_line }: StoredRow) => o_outcome === 'stored' && lines[o_line]?.attachments;
  const files = await attachmentsOf(db, rows.filter(isWithFiles).map(({ o_message_id: id }) => id ?? ''));
  return rows.map((row) => ({ ...row, attachments: files.get(row.o_message_id ?? '') })).toSorted((a, b) => a.o_line - b.o_line);
}

/** The events of those lines that were stored. Of messages with mentions as the log has them: only the database knows whom it kept. */
export async function eventsOf(db: Sql, lines: readonly Line[], rows: readonly StoredRow[], epoch: string): Promise<RoomEvent[]> {
  const stored = rows.filter(({ o_outcome: outcome }) => outcome === 'stored').map((row) => ({ row, line: lines[row.o_line] as Line }));
  const parts = stored.filter(({ line }) => line.mentions).map(({ row, line }) => ({ roomId: line.room, after: Number(row.o_seq) - 1, upTo: Number(row.o_seq) }));
  const withMentions = parts.length > 0 ? [...(await readEventsOfRooms(db, parts, epoch)).values()].flat() : [];
  return [...stored.flatMap(({ row, line }) => (line.mentions ? [] : eventOf(row, line, epoch))), ...withMentions];
}

export const eventOf = ({ o_seq: seq, o_at: at, attachments }: StoredRow, line: Line, epoch: string): RoomEvent => ({
  roomId: line.room,
  epoch,
  seq: Number(seq),
  type: 'message.created',
  actorId: line.sender,
  at: (at as Date).toISOString(),
  data: {
    messageId: line.id,
    text: line.text,
    clientMessageId: line.client_message_id,
    ...(line.reply_to === null ? {} : { replyTo: line.reply_to }),
    ...(attachments ? { attachments } : {}),
    ...(line.copied_from ? { copiedFrom: line.copied_from } : {}),
  },
});

/** What became of a message. @throws the refusal, if it is one. */
export function sentOf(stored: StoredRow): Sent {
  switch (stored.o_outcome) {
    case 'room_unknown':
      throw new NotFound();
    case 'room_silent':
      throw new RoomSilent();
    case 'reply_unknown':
      throw new ReplyUnknown();
    case 'attachment_unknown':
      throw new AttachmentUnknown();
    case 'mention_unknown':
      throw new MentionUnknown();
    case 'mute':
    case 'ban':
    case 'slow_mode':
      throw new Error(`Nobody said how long "${stored.o_outcome}" lasts.`);
    case 'ticket':
      throw new Error('A message of a ticket was stored without its ticket.');
    case 'stored':
    case 'repeated':
      return { seq: Number(stored.o_seq), messageId: stored.o_message_id ?? '', isRepeated: stored.o_outcome === 'repeated' };
  }
}
