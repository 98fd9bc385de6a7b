import type { Tx } from '#kernel';
import { SplitMessageUnknown, SplitTwice, SplitWithoutCustomer } from '../../domain/split-errors';
import { AS_WRITER } from '../as-writer';
import type { TicketAct } from './act';
import { enter, store } from './send';
import type { Ticket } from './ticket';

/** A message that goes on elsewhere. */
interface Said {
  id: string;
  seq: string;
  sender: string;
  text: string;
  reply_to: string | null;
  sent_at: Date;
  /** How many files went with it; they stay there. */
  files: number;
  split_into: string | null;
}

const isCustomers = ({ sender }: Pick<Said, 'sender'>): boolean => sender !== 'system' && !sender.startsWith('stf_');

/** The caller holds the ticket, and with it the room. @throws SplitMessageUnknown, SplitTwice, SplitWithoutCustomer */
export async function messagesToCopy(tx: Tx, { conversation }: Ticket, ids: readonly string[]): Promise<Said[]> {
  const rows = await tx.query<Said>(
    `SELECT m.id, m.seq, m.sender, m.text, m.reply_to, m.sent_at, (SELECT count(*)::int FROM attachments a WHERE a.message_id = m.id) AS files, t.document_id AS split_into
       FROM messages m LEFT JOIN ticket_splits s ON s.message_id = m.id LEFT JOIN tickets t ON t.id = s.ticket_id
      WHERE m.id = ANY ($1) AND m.room_id = $2::bigint AND m.text IS NOT NULL ORDER BY m.seq`,
    [ids, conversation.rowId],
  );
  if (rows.length !== ids.length) throw new SplitMessageUnknown();
  const gone = rows.find(({ split_into: into }) => into !== null);
  if (gone) throw new SplitTwice({ messageId: gone.id, ticketId: gone.split_into ?? '' });
  if (!rows.some(isCustomers)) throw new SplitWithoutCustomer();
  return rows;
}

/** Says in the conversation of a ticket again what was said in that of another, each by its author and in its order. */
export async function copyMessages(act: TicketAct, from: Ticket, messages: readonly Said[]): Promise<void> {
  const { tx, ticket } = act;
  const copies = new Map<string, string>();
  for (const { id, seq, sender, text, reply_to: replyTo, sent_at: sentAt, files } of messages) {
    // A guest may have become a user since: in their own ticket it is whoever asks.
    const author = { id: isCustomers({ sender }) ? ticket.requesterId : sender };
    if (sender.startsWith('stf_')) await enter(act, ticket.conversation, author);
    const repliesTo = replyTo === null ? undefined : copies.get(replyTo);
    const copiedFrom = { roomId: from.conversation.roomId, messageId: id, seq: Number(seq), at: sentAt.toISOString(), attachments: files };
    const { messageId } = await store(act, author, { roomId: ticket.conversation.roomId, clientMessageId: `copy:${id}`, text, replyTo: repliesTo, copiedFrom });
    copies.set(id, messageId);
    await tx.execute(`INSERT INTO ticket_splits (message_id, copy_id, ticket_id) SELECT $1, $2, $3::int FROM ${AS_WRITER}`, [id, messageId, ticket.rowId]);
  }
}
