import { appendEvent } from '#kernel';
import { MOST_TAGS } from '../../domain/ticket';
import type { ClockNotice } from '../../domain/sla-clock';
import type { EscalationAct } from '../../domain/sla-policy';
import { aggregateOf, say, type TicketAct } from '../tickets/act';
import { assignTo, mayAnswer } from '../tickets/assign';
import { label } from '../tickets/change';
import { findAgent } from './find-agent';

/** Does what a policy wants done. What cannot be done any more, e.g. because somebody has left, does not keep the rest from being done. */
export async function escalate(act: TicketAct, { kind, notice }: ClockNotice, escalation: EscalationAct): Promise<void> {
  const { ticket, tx, strapi } = act;
  switch (escalation.act) {
    case 'assign':
      if (await mayAnswer(tx, escalation.staffId)) await assignTo(act, { assigneeId: escalation.staffId });
      else strapi.log.warn(`An escalation names ${escalation.staffId}, who does not answer tickets any more. The ticket ${ticket.id} stays where it is.`);
      return;
    case 'reassign': {
      const assigneeId = await findAgent(strapi, tx, { team: ticket.team, except: ticket.assigneeId });
      if (assigneeId !== undefined) await assignTo(act, { assigneeId });
      return;
    }
    case 'set_priority':
      return label(act, { priority: escalation.priority });
    case 'add_tag':
      if (ticket.tags.length < MOST_TAGS) await label(act, { tags: [...ticket.tags, escalation.tag] });
      return;
    case 'tell_team':
      await say(act, ticket.staffRoom, { type: 'ticket.escalated', data: { team: escalation.team, clock: kind, notice } });
      await appendEvent(tx, 'ticket.escalated', aggregateOf(ticket), { ticketId: ticket.id, number: ticket.number, team: escalation.team, clock: kind, notice });
  }
}
