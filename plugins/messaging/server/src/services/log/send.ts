import type { Core } from '@strapi/strapi';
import { clock, createBatcher, newId, NotFound, sql } from '#kernel';
import type { RoomEvent } from '../../domain/event-types';
import type { Viewer } from '../../domain/person';
import { ReplyUnknown, RoomSilent } from '../../errors';
import { currentEpoch } from './epoch';
import { feed } from './feed';

export interface NewMessage {
  roomId: string;
  /** Of the client's own making: a second message with the same one is the first. */
  clientMessageId: string;
  text: string;
  replyTo?: string | undefined;
}

export interface Sent {
  seq: number;
  messageId: string;
  /** Whether this message had been stored before. */
  isRepeated: boolean;
}

interface Line {
  room: string;
  sender: string;
  id: string;
  client_message_id: string;
  text: string;
  reply_to: string | null;
}

interface StoredRow {
  o_line: number;
  o_outcome: 'stored' | 'repeated' | 'room_unknown' | 'room_silent' | 'reply_unknown';
  o_seq: string | null;
  o_message_id: string | null;
  o_at: Date | null;
}

type Send = (line: Line) => Promise<StoredRow>;

/**
 * All messages of a room go through one lane, so that they are stored in the order in which they came, and none waits
 * for the room's row under another's statement. Each lane has one statement under way and takes what came meanwhile next.
 */
const LANES = 4;
const MOST_OF_A_BATCH = 100;
/** About a second's work of a fast database; whoever comes later is told so at once. */
const MOST_WAITING = 5_000;

const lanes = new WeakMap<Core.Strapi, Send[]>();

function laneOf(strapi: Core.Strapi, roomId: string): Send {
  let all = lanes.get(strapi);
  if (!all) {
    all = Array.from({ length: LANES }, () => createBatcher({ run: (lines: readonly Line[]) => store(strapi, lines), most: MOST_OF_A_BATCH, mostWaiting: MOST_WAITING }));
    lanes.set(strapi, all);
  }
  // The last characters of an id are random.
  return all[(roomId.codePointAt(roomId.length - 1) ?? 0) % LANES] as Send;
}

async function store(strapi: Core.Strapi, lines: readonly Line[]): Promise<StoredRow[]> {
  const rows = await sql(strapi).query<StoredRow>('SELECT * FROM messaging_send($1, $2)', [
    JSON.stringify(lines.map((line, index) => ({ line: index, ...line }))),
    clock.now(),
  ]);
  // The statement has committed: from here on the messages are a fact, whatever becomes of this process.
  const inOrder = rows.toSorted((a, b) => a.o_line - b.o_line);
  feed(strapi).committed(rows.flatMap((row) => (row.o_outcome === 'stored' ? eventOf(row, lines[row.o_line] as Line, currentEpoch(strapi)) : [])));
  return inOrder;
}

const eventOf = ({ o_seq: seq, o_at: at }: StoredRow, line: Line, epoch: string): RoomEvent => ({
  roomId: line.room,
  epoch,
  seq: Number(seq),
  type: 'message.created',
  actorId: line.sender,
  at: (at as Date).toISOString(),
  data: { messageId: line.id, text: line.text, clientMessageId: line.client_message_id, ...(line.reply_to === null ? {} : { replyTo: line.reply_to }) },
});

/**
 * Stores a message and gives it the next place in its room. When this returns, it is committed; when it throws anything
 * but a refusal, nobody knows, and the same `clientMessageId` may be sent again.
 *
 * @throws NotFound where the room does not exist, or the sender is no member.
 * @throws RoomSilent in a direct room whose other member cannot be reached.
 * @throws ReplyUnknown where the message replied to is not in this room.
 * @throws Unavailable when too many messages wait, or the database does not answer.
 */
export async function sendMessage(strapi: Core.Strapi, sender: Viewer, { roomId, clientMessageId, text, replyTo }: NewMessage): Promise<Sent> {
  const stored = await laneOf(strapi, roomId)({
    room: roomId,
    sender: sender.id,
    id: newId('msg'),
    client_message_id: clientMessageId,
    text,
    reply_to: replyTo ?? null,
  });
  switch (stored.o_outcome) {
    case 'room_unknown':
      throw new NotFound();
    case 'room_silent':
      throw new RoomSilent();
    case 'reply_unknown':
      throw new ReplyUnknown();
    case 'stored':
    case 'repeated':
      return { seq: Number(stored.o_seq), messageId: stored.o_message_id ?? '', isRepeated: stored.o_outcome === 'repeated' };
  }
}
