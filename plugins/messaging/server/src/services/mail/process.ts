import type { Core } from '@strapi/strapi';
import { sql, transaction, type Outcome, type StoredMessage } from '#kernel';
import { messagingConfig } from '../../config';
import { addressDigests } from '../../domain/mail/address-digest';
import { automaticKind } from '../../domain/mail/automatic';
import { decideMail, type MailDecision } from '../../domain/mail/decide';
import type { ReadMail } from '../../domain/mail/mail';
import { addressed, type Addressed } from '../../domain/mail/ticket-address';
import type { Verdict } from '../../domain/mail/verdict';
import { mailboxes } from '../../mailboxes/registry';
import { admitMail, type Admission } from './admit';
import { reportBounce } from './bounce';
import { MailUnreadable, readFiles, readMime, type MailFile } from './mime/read';
import { codeOf } from './receive';
import { machineMailsLately, mailsLately, outcomeOf, recordMail, type MailOutcome, type ReceivedMail } from './record';
import { accountOf, isAddressOf } from './requester';
import { supportAddress } from './support';

/** A machine that is busy with something else may be too slow for a mail that is nothing special. */
const PATIENT_ATTEMPTS = 3;
/** Hours later; whatever it is that fails then, staff have to see that there is a mail. */
const MOST_ATTEMPTS = 10;

/** Works on a stored mail until it is settled. May run any number of times, also at the same moment: one of them counts. */
export async function processMail(strapi: Core.Strapi, message: StoredMessage): Promise<Outcome> {
  const known = await outcomeOf(sql(strapi), message.id);
  if (known !== undefined) return { state: 'processed', note: `Was settled before: ${known}.` };
  const received: ReceivedMail = { inboxId: message.id, receivedAt: message.receivedAt, authorDigest: null };
  const read = await readMail(strapi, message);
  if (read === undefined) return settle(strapi, received, { outcome: 'quarantined', reason: 'unreadable' });
  try {
    return await decide(strapi, received, read);
  } catch (error) {
    if (message.attempt < MOST_ATTEMPTS) throw error;
    strapi.log.error(`Mail ${message.id} goes nowhere; it is left to the staff.`, { error });
    return settle(strapi, received, { outcome: 'quarantined', reason: 'failed' });
  }
}

export interface MailRead {
  mail: ReadMail;
  verdict: Verdict;
  to: Addressed;
  /** Its files, in the order in which `mail.attachments` names them; none where they cannot be read. */
  files(): Promise<readonly MailFile[]>;
}

/** @returns `undefined` for a mail that nobody can read. */
export async function readMail(strapi: Core.Strapi, { provider, rawBody, attempt }: Pick<StoredMessage, 'provider' | 'rawBody' | 'attempt'>): Promise<MailRead | undefined> {
  const mailbox = mailboxes(strapi).get(codeOf(provider));
  const delivered = mailbox.unpack(rawBody);
  if (!delivered) return undefined;
  try {
    const mail = await readMime(delivered.mime);
    return {
      mail,
      verdict: mailbox.verdict(mail),
      to: addressed(supportAddress(strapi), [...delivered.recipients, ...mail.recipients]),
      files: async () => (mail.attachments.length === 0 ? [] : ((await unlessUnreadable(attempt, readFiles(delivered.mime))) ?? [])),
    };
  } catch (error) {
    return unlessUnreadable(attempt, Promise.reject(error));
  }
}

/** `undefined` for what nobody will be able to read. */
const unlessUnreadable = <T>(attempt: number, reading: Promise<T>): Promise<T | undefined> =>
  reading.catch((error: unknown) => {
    if (error instanceof MailUnreadable && (error.isItsFault || attempt >= PATIENT_ATTEMPTS)) return undefined;
    throw error;
  });

async function decide(strapi: Core.Strapi, received: ReceivedMail, read: MailRead): Promise<Outcome> {
  const { mail, verdict, to } = read;
  const support = supportAddress(strapi);
  const address = mail.from?.address;
  const digests = address === undefined ? [] : addressDigests(support, address);
  const from: ReceivedMail = { ...received, authorDigest: digests[0] ?? null };
  const ticketId = to.to === 'ticket' ? to.ticketId : undefined;
  const own = to.to === 'ticket' && address !== undefined ? await ownAmong(strapi, [to.ticketId, ...(to.alsoTo ?? [])], address) : [];
  const decision = decideMail({
    automatic: automaticKind(mail, support),
    hasAuthor: address !== undefined,
    verdict,
    addressed: to.to,
    isRequester: own.length > 0,
    isBlocked: address !== undefined && ((await accountOf(strapi, address))?.isBlocked ?? false),
    lately: await mailsLately(sql(strapi), digests, received.receivedAt),
    ofMachinesLately: await machineMailsLately(sql(strapi), ticketId, received.receivedAt),
    mostAnHour: messagingConfig(strapi).mail.mostAnHour,
  });
  return apply(strapi, from, read, decision, own);
}

async function apply(strapi: Core.Strapi, received: ReceivedMail, read: MailRead, decision: MailDecision, own: readonly OwnTicket[]): Promise<Outcome> {
  const ticketId = read.to.to === 'ticket' ? read.to.ticketId : undefined;
  if (decision.do === 'quarantine') return settle(strapi, received, { outcome: 'quarantined', reason: decision.reason, ticketId });
  if (decision.do === 'ignore') {
    const became: MailOutcome = { outcome: 'ignored', reason: decision.reason, ticketId };
    if (decision.isTold && ticketId !== undefined && (await requesterOf(strapi, ticketId)) !== undefined) return noted(await reportBounce(strapi, received, ticketId));
    return settle(strapi, received, became);
  }
  const admission: Admission = { inboxId: received.inboxId, mail: read.mail, files: read.files, isAuthorKnown: read.verdict === 'pass', record: (tx, became) => recordMail(tx, received, became) };
  const [first, ...others] = decision.do === 'write' ? own : [];
  // Those first: what became of the mail is written down with the last one, and whatever dies before, all of it is done again and changes nothing.
  for (const also of others) await admitMail(strapi, { ...admission, record: () => Promise.resolve(true) }, also);
  return noted(await admitMail(strapi, admission, first));
}

async function settle(strapi: Core.Strapi, received: ReceivedMail, became: MailOutcome): Promise<Outcome> {
  const isNews = await transaction(strapi, (tx) => recordMail(tx, received, became));
  return noted(isNews ? became : undefined);
}

const noted = (became: MailOutcome | undefined): Outcome => {
  if (!became) return { state: 'processed', note: 'Was settled at the same moment.' };
  const reason = 'reason' in became ? ` (${became.reason})` : '';
  return { state: became.outcome === 'ignored' ? 'ignored' : 'processed', note: `${became.outcome}${reason}${became.ticketId === undefined ? '' : `: ${became.ticketId}`}` };
};

interface OwnTicket {
  ticketId: string;
  requesterId: string;
}

/** Those of these tickets in which somebody with this address has asked. Into the others they write nothing, and learn nothing of them. */
async function ownAmong(strapi: Core.Strapi, ticketIds: readonly string[], address: string): Promise<OwnTicket[]> {
  const own: OwnTicket[] = [];
  for (const ticketId of ticketIds) {
    const requesterId = await requesterOf(strapi, ticketId);
    if (requesterId !== undefined && (await isAddressOf(strapi, requesterId, address))) own.push({ ticketId, requesterId });
  }
  return own;
}

/** The requester of a ticket to which a mail is addressed. */
async function requesterOf(strapi: Core.Strapi, ticketId: string): Promise<string | undefined> {
  const [row] = await sql(strapi).query<{ requester: string }>('SELECT requester FROM tickets WHERE document_id = $1', [ticketId]);
  return row?.requester;
}
