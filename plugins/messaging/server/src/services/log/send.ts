import type { Core } from '@strapi/strapi';
import { createBatcher, sql, wakeRelay } from '#kernel';
import type { RoomEvent } from '../../domain/event-types';
import type { Viewer } from '../../domain/person';
import { screenText } from '../moderation/screen';
import { assertNotHeld } from '../moderation/standing';
import { sendInTicket } from '../tickets/send';
import { currentEpoch } from './epoch';
import { feed } from './feed';
import { eventsOf, lineOf, sentOf, storeLines, type Line, type NewMessage, type StoredRow } from './line';
import { findSent, type Sent } from './sent';

type Send = (line: Line) => Promise<StoredRow>;

const MOST_OF_A_BATCH = 100;
/** About a second's work of a fast database; whoever comes later is told so at once. */
const MOST_WAITING = 5_000;
/** Longer than most statements take. One that waits for a lock, a slow disk, or a machine that is gone, then holds back its own rooms only. */
const PATIENCE_MS = 4;
const MOST_STATEMENTS = 4;
/** A statement costs as much as several lines in it, on both sides: a stream of messages shares a few hundred a second. */
const REST_MS = 2;
const ENOUGH = 8;

const sends = new WeakMap<Core.Strapi, Send>();

/** Messages of a room are stored in the order in which they came, and none waits for its row under another's statement. */
function send(strapi: Core.Strapi): Send {
  const found = sends.get(strapi);
  if (found) return found;
  const made: Send = createBatcher({
    most: MOST_OF_A_BATCH,
    mostWaiting: MOST_WAITING,
    patienceMs: PATIENCE_MS,
    mostRuns: MOST_STATEMENTS,
    restMs: REST_MS,
    enough: ENOUGH,
    keyOf: ({ room }: Line) => room,
    run: (lines: readonly Line[]) => store(strapi, lines),
    publish: (rows) => feed(strapi).committed(rows.flatMap(({ event }) => event ?? [])),
  });
  sends.set(strapi, made);
  return made;
}

interface Stored extends StoredRow {
  event: RoomEvent | undefined;
}

async function store(strapi: Core.Strapi, lines: readonly Line[]): Promise<Stored[]> {
  const rows = await storeLines(sql(strapi), lines);
  // The statement has committed: from here on the messages are a fact, whatever becomes of this process.
  if (lines.some(({ mentions }) => mentions)) wakeRelay();
  const events = new Map((await eventsOf(sql(strapi), lines, rows, currentEpoch(strapi))).map((event) => [placeOf(event.roomId, event.seq), event]));
  return rows.map((row) => ({ ...row, event: row.o_outcome === 'stored' ? events.get(placeOf(lines[row.o_line]?.room, row.o_seq)) : undefined }));
}

const placeOf = (roomId: string | undefined, seq: number | string | null) => `${roomId} ${seq}`;

/**
 * Stores a message and gives it the next place in its room. When this returns, it is committed; when it throws anything
 * but a refusal, nobody knows, and the same `clientMessageId` may be sent again. In the rooms of a ticket it moves the
 * ticket as well.
 *
 * @throws NotFound where the room does not exist, or the sender is no member.
 * @throws Muted, Banned, SlowMode, TextRefused, TextUnchecked
 * @throws MentionUnknown where somebody mentioned is not in this room.
 * @throws RoomSilent in a direct room whose other member cannot be reached.
 * @throws ReplyUnknown where the message replied to is not in this room, AttachmentUnknown where an upload is not the sender's for this room.
 * @throws TicketClosed in a conversation that has ended; Forbidden for staff who may not answer.
 * @throws Unavailable when too many messages wait, or the database does not answer.
 */
export async function sendMessage(strapi: Core.Strapi, sender: Viewer, message: NewMessage): Promise<Sent> {
  let text: string;
  try {
    text = await screenText(strapi, message.text, { roomIds: [message.roomId] });
  } catch (refusal) {
    // A repeat of what was stored gets the first answer, whatever filters say by now.
    const before = await findSent(strapi, sender, message);
    if (before) return before;
    throw refusal;
  }
  const stored = await send(strapi)(lineOf(sender.id, { ...message, text }));
  if (stored.o_outcome === 'ticket') return sendInTicket(strapi, sender, message);
  await assertNotHeld(strapi, sender, message.roomId, stored.o_outcome);
  return sentOf(stored);
}
