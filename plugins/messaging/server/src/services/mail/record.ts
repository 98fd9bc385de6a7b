import { clock, type Sql, type Tx } from '#kernel';
import type { Ignored, Quarantined } from '../../domain/mail/decide';
import { AS_WRITER } from '../as-writer';

/** What became of a mail. `unreadable`, `spam_ticket` and `failed` are found out on the way. */
export type MailOutcome =
  | { outcome: 'written' | 'opened'; ticketId: string }
  | { outcome: 'ignored'; reason: Ignored; ticketId?: string | undefined }
  | { outcome: 'quarantined'; reason: Quarantined | 'unreadable' | 'spam_ticket' | 'failed'; ticketId?: string | undefined };

export interface ReceivedMail {
  /** The message of the inbox that it lies in. */
  inboxId: string;
  receivedAt: Date;
  authorDigest: Buffer | null;
}

export async function outcomeOf(db: Sql, inboxId: string): Promise<string | undefined> {
  const [row] = await db.query<{ outcome: string }>('SELECT outcome FROM received_mails WHERE inbox_id = $1', [inboxId]);
  return row?.outcome;
}

/**
 * Writes down what becomes of a mail, in the transaction in which it does. Whoever works on the same mail at the same moment
 * waits here.
 *
 * @returns whether it is news: otherwise somebody else has seen to it, and nothing may follow.
 */
export async function recordMail(tx: Tx, { inboxId, receivedAt, authorDigest }: ReceivedMail, became: MailOutcome): Promise<boolean> {
  const inserted = await tx.execute(
    `INSERT INTO received_mails (inbox_id, author_digest, outcome, reason, ticket, received_at) SELECT $1, $2::bytea, $3, $4, $5, $6 FROM ${AS_WRITER} ON CONFLICT (inbox_id) DO NOTHING`,
    [inboxId, authorDigest, became.outcome, 'reason' in became ? became.reason : null, became.ticketId ?? null, receivedAt],
  );
  return inserted === 1;
}

/** How many mails of an author came in the hour before. */
export async function mailsLately(db: Sql, authorDigests: readonly Buffer[], before: Date): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM received_mails WHERE author_digest = ANY ($1::bytea[]) AND received_at > $2::timestamptz - interval '1 hour' AND received_at <= $2`,
    [authorDigests, before],
  );
  return row?.count ?? 0;
}

/** How many mails of machines came to the address of a ticket in the hour before. */
export async function machineMailsLately(db: Sql, ticketId: string | undefined, before: Date): Promise<number> {
  if (ticketId === undefined) return 0;
  const [row] = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM received_mails WHERE ticket = $1 AND outcome = 'ignored' AND received_at > $2::timestamptz - interval '1 hour' AND received_at <= $2`,
    [ticketId, before],
  );
  return row?.count ?? 0;
}

export interface ThreadMail {
  /** `msg_…`, or `tkt_…` for a receipt. */
  carries: string;
  ticketId: string;
  direction: 'in' | 'out';
  /** Its Message-ID, where it has one. */
  headerId: string | null;
  /** Whether the mail server of the requester does not take it. */
  wasRefused?: boolean;
}

/** Adds a mail to the thread of its ticket; one that is there stays as it is. @returns whether it is news. */
export async function addToThread(tx: Tx, { carries, ticketId, direction, headerId, wasRefused = false }: ThreadMail): Promise<boolean> {
  const added = await tx.execute(
    'INSERT INTO ticket_mails (carries, ticket, direction, header_id, was_refused, at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (carries) DO NOTHING',
    [carries, ticketId, direction, headerId, wasRefused, clock.now()],
  );
  return added === 1;
}

/** The Message-IDs of a ticket's mails, the oldest first, and the last one of the requester. */
export async function threadOf(db: Sql, ticketId: string): Promise<{ thread: string[]; answers: string | undefined }> {
  const rows = await db.query<{ header_id: string; direction: 'in' | 'out' }>(
    'SELECT header_id, direction FROM ticket_mails WHERE ticket = $1 AND header_id IS NOT NULL AND NOT was_refused ORDER BY at, carries',
    [ticketId],
  );
  return { thread: rows.map(({ header_id }) => header_id), answers: rows.findLast(({ direction }) => direction === 'in')?.header_id };
}
