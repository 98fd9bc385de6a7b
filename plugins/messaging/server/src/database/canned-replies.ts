import { check, uniqueIndex, type Guard } from '#kernel';

/** The columns come from the content type; a column that Strapi calls required may be NULL to PostgreSQL. */
export const cannedReplyGuards: Guard[] = [
  // What is typed finds one text: of everybody's in each language, and of each one's own.
  uniqueIndex('canned_replies_one_a_shortcut', `canned_replies (coalesce(owner_id, ''), shortcut, coalesce(language, ''))`),
  check('canned_replies', 'canned_replies_complete', 'num_nulls(document_id, shortcut, title, text) = 0 AND length(text) BETWEEN 1 AND 4000'),
  check('canned_replies', 'canned_replies_owner_is_staff', `owner_id IS NULL OR owner_id ~ '^stf_[0-9a-z]{26}$'`),
];
