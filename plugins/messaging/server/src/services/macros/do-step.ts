import { newId, NotFound } from '#kernel';
import { tagsAfter } from '../../domain/macro';
import type { StaffViewer } from '../../domain/person';
import type { TemplateValues } from '../../domain/template';
import { MOST_TAGS } from '../../domain/ticket';
import { TooManyTags } from '../../domain/ticket-errors';
import { fillIn } from '../canned-replies/fill-in';
import type { TicketAct } from '../tickets/act';
import { assignBy, takeBy } from '../tickets/assign';
import { labelBy } from '../tickets/change';
import { moveBy } from '../tickets/move';
import { writeInTicket } from '../tickets/send';
import { snoozeBy } from '../tickets/snooze';
import type { TicketRoom } from '../tickets/ticket';
import type { ReadyStep } from './macros';

/** Does one step as its user would do it by themselves: the same permissions, the same refusals, the same events. `onSaid` hears what it says. */
export async function doStep(act: TicketAct, actor: StaffViewer, { step, text }: ReadyStep, people: TemplateValues, onSaid: (text: string) => void): Promise<void> {
  const { ticket } = act;
  // Whatever runs twice is stopped before it comes to this: the id needs to be another's only.
  const write = async (room: TicketRoom, template: string | undefined) => {
    if (template === undefined) throw new NotFound();
    const said = fillIn(template, ticket, people);
    onSaid(said);
    await writeInTicket(act, actor, { roomId: room.roomId, clientMessageId: newId('mac'), text: said });
  };
  switch (step.act) {
    case 'reply':
    case 'reply_canned':
      return write(ticket.conversation, text);
    case 'note':
      return write(ticket.staffRoom, text);
    case 'take':
      // Who may give tickets to others may give them to themselves, whoever has them.
      return actor.may('tickets.assign') ? assignBy(act, actor, { assigneeId: actor.id }) : takeBy(act, actor);
    case 'assign':
      return assignBy(act, actor, { assigneeId: step.staffId });
    case 'set_team':
      return assignBy(act, actor, { assigneeId: ticket.assigneeId, team: step.team });
    case 'set_priority':
      return labelBy(act, actor, { priority: step.priority });
    case 'set_category':
      return labelBy(act, actor, { category: step.category });
    case 'add_tags':
    case 'remove_tags': {
      const tags = tagsAfter(ticket.tags, step);
      if (tags.length > MOST_TAGS) throw new TooManyTags({ most: MOST_TAGS });
      return labelBy(act, actor, { tags });
    }
    case 'move':
      return moveBy(act, actor, step.state);
    case 'snooze':
      return snoozeBy(act, actor, new Date(act.at.getTime() + step.forSeconds * 1_000));
  }
}
