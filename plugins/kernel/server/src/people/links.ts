import type { Core } from '@strapi/strapi';
import { audit } from '../audit/audit';
import { NotFound } from '../errors';
import { appendEvent } from '../events/append';
import { newId } from '../ids';
import { actorText, type Actor } from '../request-context';
import { sql, transaction, type Sql, type Tx } from '../transaction';
import { PersonAlreadyLinked, PersonNotLinkable } from './errors';
import './events';

/** One human being who works both in the admin panel and through the API. */
export interface PersonLink {
  id: string;
  staff: { id: string; email: string; name: string };
  user: { id: string; email: string; username: string };
  createdAt: string;
}

interface Row {
  id: string;
  staff_id: string;
  staff_email: string;
  staff_name: string;
  user_id: string;
  user_email: string;
  username: string;
  created_at: Date;
}

const SELECT = `
SELECT l.id, l.created_at, s.document_id AS staff_id, s.email AS staff_email, trim(concat_ws(' ', s.firstname, s.lastname)) AS staff_name,
       u.document_id AS user_id, u.email AS user_email, u.username
FROM staff_links l JOIN admin_users s ON s.id = l.staff_id JOIN up_users u ON u.id = l.user_id`;

const present = (row: Row): PersonLink => ({
  id: row.id,
  staff: { id: row.staff_id, email: row.staff_email, name: row.staff_name },
  user: { id: row.user_id, email: row.user_email, username: row.username },
  createdAt: row.created_at.toISOString(),
});

export async function listLinks(strapi: Core.Strapi): Promise<PersonLink[]> {
  return (await sql(strapi).query<Row>(`${SELECT} ORDER BY l.created_at, l.id`)).map(present);
}

/**
 * Declares a member of staff and an API user to be one person. Only an administrator says so: equal e-mail addresses prove
 * nothing, since anybody may register any address.
 */
export function linkPerson(strapi: Core.Strapi, staffId: string, userId: string): Promise<PersonLink> {
  return transaction(strapi, async (tx) => {
    const [staff] = await tx.query<{ id: number; is_active: boolean | null }>('SELECT id, is_active FROM admin_users WHERE document_id = $1 FOR SHARE', [staffId]);
    const [user] = await tx.query<{ id: number; blocked: boolean | null; role: string | null }>(
      `SELECT u.id, u.blocked, r.type AS role FROM up_users u LEFT JOIN up_users_role_lnk l ON l.user_id = u.id LEFT JOIN up_roles r ON r.id = l.role_id
       WHERE u.document_id = $1 FOR SHARE OF u`,
      [userId],
    );
    if (!staff || !user) throw new NotFound();
    if (staff.is_active !== true) throw new PersonNotLinkable({ reason: 'the member of staff is not active.' });
    if (user.blocked === true) throw new PersonNotLinkable({ reason: 'the API user is blocked.' });
    if (user.role !== 'moderator') throw new PersonNotLinkable({ reason: 'the API user does not have the role "moderator"; give it first.' });
    const id = newId('lnk');
    const made = await tx.execute('INSERT INTO staff_links (id, staff_id, user_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [id, staff.id, user.id]);
    if (made === 0) throw new PersonAlreadyLinked();
    await record(tx, 'person.linked', { linkId: id, staffId, userId });
    return findLink(tx, id);
  });
}

export function unlinkPerson(strapi: Core.Strapi, id: string): Promise<PersonLink> {
  return transaction(strapi, async (tx) => {
    const link = await findLink(tx, id);
    const removed = await tx.execute('DELETE FROM staff_links WHERE id = $1', [id]);
    if (removed === 0) throw new NotFound();
    await record(tx, 'person.unlinked', { linkId: id, staffId: link.staff.id, userId: link.user.id });
    return link;
  });
}

async function record(tx: Tx, action: 'person.linked' | 'person.unlinked', payload: { linkId: string; staffId: string; userId: string }) {
  await appendEvent(tx, action, { type: 'person_link', id: payload.linkId }, payload);
  await audit(tx, { action, subject: { type: 'person_link', id: payload.linkId }, data: payload });
}

async function findLink(within: Sql, id: string): Promise<PersonLink> {
  const [row] = await within.query<Row>(`${SELECT} WHERE l.id = $1`, [id]);
  if (!row) throw new NotFound();
  return present(row);
}

/**
 * The human being behind an actor, as a text to compare: the same for a member of staff and the linked API user. Rules such
 * as "the second reviewer is not the first" compare persons, never actors.
 *
 * @param within the caller's transaction, where there is one
 */
export async function personOf(strapi: Core.Strapi, actor: Actor, within: Sql = sql(strapi)): Promise<string> {
  if (actor.type !== 'user') return actorText(actor);
  const [row] = await within.query<{ staff_id: string }>(
    `SELECT s.document_id AS staff_id FROM staff_links l JOIN admin_users s ON s.id = l.staff_id JOIN up_users u ON u.id = l.user_id WHERE u.document_id = $1`,
    [actor.id],
  );
  return actorText(row ? { type: 'staff', id: row.staff_id } : actor);
}
