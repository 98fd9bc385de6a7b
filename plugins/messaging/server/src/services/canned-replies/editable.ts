import { TooManyRules } from '../../domain/sla-errors';
import { ShortcutTaken } from '../../domain/canned-reply-errors';
import { storedReply } from '../../wire/canned-replies';
import type { Editable } from '../sla/editable';

/** Everybody’s, and each one’s own. */
const MOST_OF_AN_OWNER = 200;
/** All of them. */
const MOST = 5_000;

export const cannedReplies: Editable = {
  uid: 'plugin::messaging.canned-reply',
  prefix: 'cnr',
  subject: 'canned_reply',
  table: 'canned_replies',
  shape: storedReply,
  hasCalendar: false,
  most: MOST,
  async assertFits(tx, id, { shortcut, language, ownerId }) {
    const [other] = await tx.query<{ title: string }>(
      `SELECT title FROM canned_replies WHERE shortcut = $1 AND coalesce(language, '') = coalesce($2, '') AND coalesce(owner_id, '') = coalesce($3, '') AND document_id IS DISTINCT FROM $4`,
      [shortcut, language, ownerId, id],
    );
    // The database has a rule for this too; it cannot say it so well.
    if (other) throw new ShortcutTaken({ shortcut: String(shortcut), title: other.title });
    const [others] = await tx.query<{ count: number }>(`SELECT count(*)::int AS count FROM canned_replies WHERE coalesce(owner_id, '') = coalesce($1, '') AND document_id IS DISTINCT FROM $2`, [ownerId, id]);
    if ((others?.count ?? 0) >= MOST_OF_AN_OWNER) throw new TooManyRules({ most: MOST_OF_AN_OWNER });
  },
};
