import type { TicketState } from '../../domain/ticket';
import type { TicketAct } from '../tickets/act';
import { keepAssigned } from './keep-assigned';
import { keepClocks } from './keep-clocks';
import { keepFollowUp } from './keep-follow-up';
import { readRules } from './rules';

/**
 * What every act on a ticket ends with: somebody has it, whoever does not answer is reminded, and what was promised is
 * measured. A look without an act is one too, and finds what has become due. The clocks come last: what is done here before
 * moves them as any act does.
 */
export async function keepTime(act: TicketAct, before: TicketState | undefined): Promise<void> {
  await keepAssigned(act, before);
  const rules = await readRules(act.strapi, act.tx);
  await keepFollowUp(act, rules);
  await keepClocks(act, rules);
}
