import type { Core } from '@strapi/strapi';
import { MangroveError, sha256, sql, transaction, type Tx } from '#kernel';
import type { RoomEvent } from '../../domain/event-types';
import type { ReadMail } from '../../domain/mail/mail';
import { mailKey } from '../../domain/mail/mail-key';
import { messageTextOf, subjectOf } from '../../domain/mail/message-text';
import { TicketMerged } from '../../domain/ticket-errors';
import { confirmGuest, isGuestId, obtainGuest } from '../guests/guests';
import { feed } from '../log/feed';
import { announceRoom } from '../rooms/announce';
import { actOnTicket, type TicketAct } from '../tickets/act';
import { openIn } from '../tickets/open';
import { ticketsChanged } from '../tickets/watch';
import { writeInTicket } from '../tickets/send';
import { letGo, takeFiles, type MailFiles } from './files';
import type { MailFile } from './mime/read';
import { addToThread, type MailOutcome } from './record';
import { accountOf } from './requester';
import { supportAddress } from './support';

/** A mail that may go into a ticket, or open one. It has an author. */
export interface Admission {
  /** The message of the inbox that it lies in. */
  inboxId: string;
  mail: ReadMail;
  /** What came with it, in the order in which the mail names it. */
  files(): Promise<readonly MailFile[]>;
  /** Whether the mail server vouches for the author. */
  isAuthorKnown: boolean;
  /** Writes down what becomes of it; answers `false` where that is settled already. */
  record(tx: Tx, became: MailOutcome): Promise<boolean>;
}

/** With its files put away, which go with its message, or are erased again. */
interface Filed extends Omit<Admission, 'files'> {
  files: MailFiles;
}

/** The same for every copy of a mail, and of no use to anybody who sends another one under its Message-ID: it counts for one author alone. */
const keyOf = ({ mail, inboxId }: Filed): string => mailKey(mail, inboxId);

/**
 * Puts a mail where it belongs.
 *
 * @param into the ticket it goes into, and who asked there; without it a new one is opened
 * @returns what became of it; `undefined` where somebody else has seen to it meanwhile.
 */
export async function admitMail(strapi: Core.Strapi, admission: Admission, into?: { ticketId: string; requesterId: string }): Promise<MailOutcome | undefined> {
  const files = await takeFiles(strapi, admission.inboxId, admission.mail, await admission.files());
  try {
    return await admit(strapi, { ...admission, files }, into);
  } finally {
    await letGo(strapi, files);
  }
}

const textOf = ({ mail, files: { taken, leftOut } }: Filed): string => messageTextOf(mail, leftOut, taken.length > 0);

async function admit(strapi: Core.Strapi, admission: Filed, into?: { ticketId: string; requesterId: string }): Promise<MailOutcome | undefined> {
  if (!into) return openByMail(strapi, admission);
  try {
    return await writeByMail(strapi, admission, into);
  } catch (error) {
    // It is the same customer's, or they do not see it.
    if (error instanceof TicketMerged) return admit(strapi, admission, { ...into, ticketId: String(error.details.ticketId) });
    // Whatever the reason: it takes no more messages, and a mail must not be lost because of that.
    if (!(error instanceof MangroveError && error.status === 409)) throw error;
    return openAnew(strapi, admission, into);
  }
}

class Settled extends Error {}

async function writeByMail(strapi: Core.Strapi, admission: Filed, { ticketId, requesterId }: { ticketId: string; requesterId: string }): Promise<MailOutcome | undefined> {
  const became: MailOutcome = { outcome: 'written', ticketId };
  const author = { kind: 'user', id: requesterId } as const;
  return actOnTicket(strapi, author, { ticketId }, async (act) => {
    if (!(await admission.record(act.tx, became))) return undefined;
    const clientMessageId = `mail-${keyOf(admission)}`;
    if (await wasWrittenAsGuest(act, clientMessageId)) return became;
    const { messageId } = await writeInTicket(act, author, {
      roomId: act.ticket.conversation.roomId,
      clientMessageId,
      text: textOf(admission),
      files: admission.files.taken,
    });
    await addToThread(act.tx, { carries: messageId, ticketId, direction: 'in', headerId: admission.mail.messageId });
    // The address of the ticket was told to nobody but this one.
    if (isGuestId(requesterId)) await confirmGuest(act.tx, requesterId);
    return became;
  });
}

/** A late copy of what its requester wrote before they had an account: a conversation has no other guest. */
const wasWrittenAsGuest = async ({ tx, ticket }: TicketAct, clientMessageId: string): Promise<boolean> =>
  !isGuestId(ticket.requesterId) &&
  (await tx.query(`SELECT FROM messages WHERE room_id = $1 AND client_message_id = $2 AND sender ~ '^gst_'`, [ticket.conversation.rowId, clientMessageId])).length > 0;

/**
 * Whoever answers in a ticket that takes nothing more asks anew. After what staff took for spam a guest does so only through
 * them; who has an account would see that nothing came of it, and must not be able to tell.
 */
async function openAnew(strapi: Core.Strapi, admission: Filed, { ticketId, requesterId }: { ticketId: string; requesterId: string }): Promise<MailOutcome | undefined> {
  const spam = isGuestId(requesterId) ? await sql(strapi).query(`SELECT FROM tickets WHERE document_id = $1 AND state = 'spam'`, [ticketId]) : [];
  if (spam.length === 0) return openByMail(strapi, admission, requesterId);
  const became: MailOutcome = { outcome: 'quarantined', reason: 'spam_ticket', ticketId };
  return transaction(strapi, async (tx) => ((await admission.record(tx, became)) ? became : undefined));
}

async function openByMail(strapi: Core.Strapi, admission: Filed, requesterId?: string): Promise<MailOutcome | undefined> {
  const { mail } = admission;
  const account = mail.from && admission.isAuthorKnown ? await accountOf(strapi, mail.from.address) : undefined;
  const requester = requesterId ?? (account?.isConfirmed && !account.isBlocked ? account.id : await guestFor(strapi, mail));
  const opened = await transaction(strapi, async (tx) => {
    if (admission.isAuthorKnown && isGuestId(requester)) await confirmGuest(tx, requester);
    const { ticketId, events } = await openIn(strapi, tx, {
      requesterId: requester,
      subject: subjectOf(mail),
      text: textOf(admission),
      files: admission.files.taken,
      channel: 'email',
      idempotencyToken: sha256(`mail\n${requester}\n${keyOf(admission)}`).toString('hex'),
    });
    const became: MailOutcome = { outcome: 'opened', ticketId };
    // Undone with everything else: the ticket is that of whoever was faster.
    if (!(await admission.record(tx, became))) throw new Settled();
    const [first] = await tx.query<{ id: string }>(
      `SELECT m.id FROM messages m JOIN tickets t ON t.conversation_room_id = m.room_id WHERE t.document_id = $1 AND m.client_message_id = $1`,
      [ticketId],
    );
    if (first) await addToThread(tx, { carries: first.id, ticketId, direction: 'in', headerId: mail.messageId });
    return { became, events };
  }).catch((error: unknown) => {
    if (error instanceof Settled) return undefined;
    throw error;
  });
  if (opened) passOn(strapi, opened.events, requester);
  return opened?.became;
}

async function guestFor(strapi: Core.Strapi, { from }: ReadMail): Promise<string> {
  if (!from) throw new Error('A mail without an author opens no ticket.');
  return (await obtainGuest(strapi, supportAddress(strapi), from.address)).id;
}

function passOn(strapi: Core.Strapi, events: readonly RoomEvent[], requesterId: string): void {
  feed(strapi).committed(events);
  if (events.length > 0) ticketsChanged(strapi);
  const [created] = events;
  if (created) announceRoom(strapi, [requesterId], created);
}
