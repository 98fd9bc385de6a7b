import { BY_INDEX, check, index, onlyWriter, sqlFunction, table, trigger, type Guard } from '#kernel';

/**
 * Whether two people are out of each other's reach: one of them blocks the other, or one has no account that could be
 * reached. It is one answer, so that nobody learns of a block.
 */
const isSilent = sqlFunction(
  'messaging_is_silent(p_pair text)',
  'boolean',
  `DECLARE
  one text := split_part(p_pair, ':', 1);
  other text := split_part(p_pair, ':', 2);
BEGIN
  RETURN EXISTS (SELECT 1 FROM person_blocks b WHERE b.blocker = one AND b.blocked = other)
      OR EXISTS (SELECT 1 FROM person_blocks b WHERE b.blocker = other AND b.blocked = one)
      OR (SELECT count(*) FROM up_users u WHERE u.document_id IN (one, other) AND u.blocked IS NOT TRUE) < 2;
END`,
  BY_INDEX,
);

export const blockGuards: Guard[] = [
  table('person_blocks', 'blocker text NOT NULL, blocked text NOT NULL, PRIMARY KEY (blocker, blocked)'),
  check('person_blocks', 'person_blocks_two_people', 'blocker <> blocked'),
  index('person_blocks_of_blocked', 'person_blocks (blocked, blocker)'),
  onlyWriter('person_blocks', 'messaging'),
  trigger('person_blocks', 'person_blocks_no_truncate', 'BEFORE TRUNCATE', 'FOR EACH STATEMENT', 'mangrove_refuse_change()'),
  isSilent,
];
