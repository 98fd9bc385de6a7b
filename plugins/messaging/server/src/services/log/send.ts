import type { Core } from '@strapi/strapi';
import { createBatcher, sql } from '#kernel';
import type { Viewer } from '../../domain/person';
import { sendInTicket } from '../tickets/send';
import { currentEpoch } from './epoch';
import { feed } from './feed';
import { eventOf, lineOf, sentOf, storeLines, type Line, type NewMessage, type Sent, type StoredRow } from './line';

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
    all = Array.from({ length: LANES }, () => createBatcher({ run: (lines: readonly Line[]) => store(strapi, lines), most: MOST_OF_A_BATCH, mostWaiting: MOST_WAITING, gathers: true }));
    lanes.set(strapi, all);
  }
  // The last characters of an id are random.
  return all[(roomId.codePointAt(roomId.length - 1) ?? 0) % LANES] as Send;
}

async function store(strapi: Core.Strapi, lines: readonly Line[]): Promise<StoredRow[]> {
  const rows = await storeLines(sql(strapi), lines);
  // The statement has committed: from here on the messages are a fact, whatever becomes of this process.
  feed(strapi).committed(rows.flatMap((row) => (row.o_outcome === 'stored' ? eventOf(row, lines[row.o_line] as Line, currentEpoch(strapi)) : [])));
  return rows;
}

/**
 * Stores a message and gives it the next place in its room. When this returns, it is committed; when it throws anything
 * but a refusal, nobody knows, and the same `clientMessageId` may be sent again. In the rooms of a ticket it moves the
 * ticket as well.
 *
 * @throws NotFound where the room does not exist, or the sender is no member.
 * @throws RoomSilent in a direct room whose other member cannot be reached.
 * @throws ReplyUnknown where the message replied to is not in this room, AttachmentUnknown where an upload is not the sender's for this room.
 * @throws TicketClosed in a conversation that has ended; Forbidden for staff who may not answer.
 * @throws Unavailable when too many messages wait, or the database does not answer.
 */
export async function sendMessage(strapi: Core.Strapi, sender: Viewer, message: NewMessage): Promise<Sent> {
  const line = lineOf(sender.id, message);
  const stored = await laneOf(strapi, message.roomId)(line);
  return stored.o_outcome === 'ticket' ? sendInTicket(strapi, sender, message) : sentOf(stored);
}
