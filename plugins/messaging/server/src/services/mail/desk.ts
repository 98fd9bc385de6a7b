import type { Core } from '@strapi/strapi';
import { audit, clock, kernel, NotFound, sql, transaction, type Sql, type Tx } from '#kernel';
import { MailDecided, MailWithoutAuthor } from '../../domain/mail-errors';
import { AS_WRITER } from '../as-writer';
import { admitMail } from './admit';
import { readMail } from './process';
import type { MailOutcome } from './record';

export interface MailRow {
  id: string;
  outcome: MailOutcome['outcome'] | 'dismissed';
  reason: string | null;
  ticket: string | null;
  received_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
}

const SELECT = 'SELECT inbox_id AS id, outcome, reason, ticket, received_at, decided_by, decided_at FROM received_mails';

/** Mails by what became of them, newest first. @throws CursorWrong */
export async function listMails(strapi: Core.Strapi, outcome: MailRow['outcome'], limit: number, cursor?: string): Promise<{ mails: MailRow[]; nextCursor: string | null }> {
  const scope = `staff:mails:${outcome}`;
  const [before] = cursor === undefined ? [null] : kernel(strapi).cursors.read(scope, cursor);
  const rows = await sql(strapi).query<MailRow>(`${SELECT} WHERE outcome = $1 AND ($2::text IS NULL OR inbox_id < $2) ORDER BY inbox_id DESC LIMIT $3`, [outcome, before, limit + 1]);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { mails: rows.slice(0, limit), nextCursor: last ? kernel(strapi).cursors.write(scope, [last.id]) : null };
}

export async function findMail(db: Sql, id: string): Promise<MailRow> {
  const [row] = await db.query<MailRow>(`${SELECT} WHERE inbox_id = $1`, [id]);
  if (!row) throw new NotFound();
  return row;
}

/** The bytes of a mail as they came. @throws NotFound */
async function sourceOf(strapi: Core.Strapi, id: string): Promise<{ row: MailRow; provider: string; rawBody: Buffer }> {
  const row = await findMail(sql(strapi), id);
  const [message] = await sql(strapi).query<{ provider: string }>('SELECT provider FROM inbox_messages WHERE id = $1', [id]);
  const rawBody = await kernel(strapi).inbox.rawBody(id);
  if (!message || !rawBody) throw new NotFound();
  return { row, provider: message.provider, rawBody };
}

const noteReading = (strapi: Core.Strapi, { id, ticket }: MailRow): Promise<unknown> =>
  transaction(strapi, (tx) => audit(tx, { action: 'mail.read', subject: { type: 'mail', id }, data: { ticketId: ticket } }));

/** All that a mail says. It holds personal data: the reading is recorded before anybody sees it. @throws NotFound */
export async function openMail(strapi: Core.Strapi, id: string) {
  const { row, ...source } = await sourceOf(strapi, id);
  await noteReading(strapi, row);
  // What is unreadable once is so now: nobody waits for a second try.
  const read = await readMail(strapi, { ...source, attempt: Number.POSITIVE_INFINITY });
  return { row, mail: read?.mail, verdict: read?.verdict ?? ('none' as const) };
}

/** @throws NotFound */
export async function downloadMail(strapi: Core.Strapi, id: string): Promise<Buffer> {
  const { row, rawBody } = await sourceOf(strapi, id);
  await noteReading(strapi, row);
  return rawBody;
}

/** Writes down what staff decide of a mail that went nowhere. @returns whether nobody has decided before. */
async function decideOf(tx: Tx, id: string, staffId: string, outcome: 'opened' | 'dismissed', ticketId: string | null): Promise<boolean> {
  const changed = await tx.execute(
    `UPDATE received_mails SET outcome = $2, ticket = coalesce($3, ticket), decided_by = $4, decided_at = $5 FROM ${AS_WRITER} WHERE inbox_id = $1 AND outcome IN ('quarantined', 'ignored')`,
    [id, outcome, ticketId, staffId, clock.now()],
  );
  if (changed === 1) await audit(tx, { action: outcome === 'opened' ? 'mail.released' : 'mail.dismissed', subject: { type: 'mail', id }, data: { ticketId } });
  return changed === 1;
}

/**
 * Opens a ticket for the author of a mail that was held back. They are taken for no more than they were: an account gets no
 * ticket because somebody wrote in its name.
 *
 * @throws NotFound, MailDecided, MailWithoutAuthor
 */
export async function releaseMail(strapi: Core.Strapi, id: string, staffId: string): Promise<void> {
  const { row, ...source } = await sourceOf(strapi, id);
  if (row.outcome !== 'quarantined' && row.outcome !== 'ignored') throw new MailDecided();
  const read = await readMail(strapi, { ...source, attempt: Number.POSITIVE_INFINITY });
  if (!read?.mail.from) throw new MailWithoutAuthor();
  const became = await admitMail(strapi, {
    inboxId: id,
    mail: read.mail,
    files: read.files,
    isAuthorKnown: read.verdict === 'pass',
    record: (tx, { ticketId }) => decideOf(tx, id, staffId, 'opened', ticketId ?? null),
  });
  if (!became) throw new MailDecided();
}

/** @throws NotFound, MailDecided */
export async function dismissMail(strapi: Core.Strapi, id: string, staffId: string): Promise<void> {
  await findMail(sql(strapi), id);
  if (!(await transaction(strapi, (tx) => decideOf(tx, id, staffId, 'dismissed', null)))) throw new MailDecided();
}
