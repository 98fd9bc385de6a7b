import { useIntl } from 'react-intl';
import { absoluteTime } from '../../../../kernel/admin/src/format/time';
import { useNameOf } from '../live/staff';
import { isTextKey, useText } from '../text';
import type { TicketEvent } from './timeline';

/** Says in a sentence what became of a ticket; `undefined` for what is newer than this page. */
export function useHappeningText(): (event: TicketEvent) => string | undefined {
  const text = useText();
  const { locale } = useIntl();
  const nameOf = useNameOf();
  const word = (key: string, otherwise: string) => (isTextKey(key) ? text(key) : otherwise);
  return (event) => {
    const by = nameOf(event.actorId);
    switch (event.type) {
      case 'ticket.state_changed':
        return text('happening.state', { by, state: word(`state.${event.data.to}`, event.data.to) });
      case 'ticket.rated':
        return text('happening.rated', { by, rating: event.data.rating });
      case 'ticket.merged':
        return text('happening.merged', { by, number: event.data.number });
      case 'ticket.joined':
        return text('happening.joined', { by, number: event.data.number });
      case 'ticket.split':
        return text('happening.split', { by, number: event.data.number, count: event.data.messageIds.length });
      case 'ticket.split_off':
        return text('happening.splitOff', { by, number: event.data.number });
      case 'ticket.snoozed':
        return event.data.until === null ? text('happening.woken', { by }) : text('happening.snoozed', { by, until: absoluteTime(event.data.until, locale) });
      case 'ticket.requester_changed':
        return text('happening.inherited');
      case 'ticket.mail_failed':
        return text('happening.mailFailed');
      case 'ticket.spam_marked':
        return text(event.data.isSpam ? 'happening.spam' : 'happening.noSpam', { by });
      case 'ticket.assigned': {
        const { assigneeId, team } = event.data;
        if (assigneeId === null) return text(team === null ? 'happening.unassigned' : 'happening.team', { by, team });
        return text(assigneeId === event.actorId ? 'happening.taken' : 'happening.assigned', { by, to: nameOf(assigneeId) });
      }
      case 'ticket.priority_changed':
        return text('happening.priority', { by, priority: word(`priority.${event.data.to}`, event.data.to) });
      case 'ticket.category_changed':
        return text(event.data.category === null ? 'happening.noCategory' : 'happening.category', { by, category: event.data.category });
      case 'ticket.tagged':
        return text(event.data.tags.length === 0 ? 'happening.noTags' : 'happening.tags', { by, tags: event.data.tags.join(', ') });
      case 'ticket.sla_warned':
      case 'ticket.sla_breached':
        return text(event.type === 'ticket.sla_warned' ? 'happening.warned' : 'happening.breached', { clock: text(`clock.${event.data.clock}`) });
      case 'ticket.escalated':
        return text('happening.escalated', { team: event.data.team, clock: text(`clock.${event.data.clock}`) });
      default:
        return undefined;
    }
  };
}
