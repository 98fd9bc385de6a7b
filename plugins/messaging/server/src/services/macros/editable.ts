import type { Tx } from '#kernel';
import type { MacroStep } from '../../domain/macro';
import { MacroNameTaken, MacroStepWrong } from '../../domain/macro-errors';
import { TooManyRules } from '../../domain/sla-errors';
import { storedMacro } from '../../wire/macros';
import { IS_SEEN } from '../canned-replies/seen';
import type { Editable } from '../sla/editable';
import { mayAnswer } from '../tickets/assign';

/** Everybody’s, and each one’s own. */
const MOST_OF_AN_OWNER = 100;
/** All of them. */
const MOST = 5_000;

export const macros: Editable = {
  uid: 'plugin::messaging.macro',
  prefix: 'mac',
  subject: 'macro',
  table: 'macros',
  shape: storedMacro,
  hasCalendar: false,
  most: MOST,
  async assertFits(tx, id, { name, steps, ownerId }) {
    const [others] = await tx.query<{ same: string | null; count: number }>(
      `SELECT max(name) FILTER (WHERE lower(name) = lower($1)) AS same, count(*)::int AS count FROM macros WHERE coalesce(owner_id, '') = coalesce($2, '') AND document_id IS DISTINCT FROM $3`,
      [name, ownerId, id],
    );
    // The database has a rule for this too; it cannot say it so well.
    if (others?.same) throw new MacroNameTaken({ name: others.same });
    if ((others?.count ?? 0) >= MOST_OF_AN_OWNER) throw new TooManyRules({ most: MOST_OF_AN_OWNER });
    for (const [place, step] of (steps as readonly MacroStep[]).entries()) {
      const reason = await wrongWith(tx, step, ownerId as string | null);
      if (reason !== undefined) throw new MacroStepWrong({ step: place + 1, reason });
    }
  },
};

/** What makes a step one that nobody could do; whether its user may, and the ticket allows it, is asked when it is run. */
async function wrongWith(tx: Tx, step: MacroStep, ownerId: string | null): Promise<string | undefined> {
  if (step.act === 'assign' && step.staffId !== null && !(await mayAnswer(tx, step.staffId))) return 'There is no active member of staff with this id who may answer tickets.';
  // Everybody's macro sends what everybody has.
  if (step.act === 'reply_canned' && (await tx.query(`SELECT FROM canned_replies WHERE ${IS_SEEN} AND document_id = $2`, [ownerId, step.cannedReplyId])).length === 0) {
    return 'There is no such canned reply, or not everybody has it who may run this macro.';
  }
  return undefined;
}
