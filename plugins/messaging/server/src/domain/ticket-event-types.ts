import { z } from '@strapi/utils';
import { CLOCK_KINDS } from './sla-clock';
import { CUSTOMERS_STATES, PRIORITIES } from './ticket';

const otherTicket = z.strictObject({ ticketId: z.string(), number: z.number().int(), roomId: z.string() });

const slaNotice = z.strictObject({ clock: z.enum(CLOCK_KINDS), since: z.string(), dueAt: z.string().nullable() });

/** What stands in the logs of a ticket's two rooms, beside what stands in every log. */
export const ticketEventTypes = {
  'ticket.state_changed': {
    when: 'In the conversation: the ticket is in another state. What staff take for spam is closed.',
    data: z.strictObject({ from: z.enum(CUSTOMERS_STATES), to: z.enum(CUSTOMERS_STATES) }),
  },
  'ticket.rated': { when: 'In the conversation: the customer said how we did, from 1 to 5, or another than before.', data: z.strictObject({ rating: z.number().int() }) },
  'ticket.merged': { when: 'In the conversation: it goes on in that of another ticket, and takes no message any more.', data: otherTicket },
  'ticket.joined': { when: 'In the conversation: another ticket goes on here.', data: otherTicket },
  'ticket.requester_changed': { when: 'In the conversation: who asked as a guest has an account with that address now, and the ticket is theirs. What they wrote before stays the guest’s.', data: z.strictObject({ from: z.string(), to: z.string() }) },
  'ticket.split': {
    when: 'In both rooms: these messages of the conversation go on in another ticket. They stay here as well.',
    data: otherTicket.extend({ messageIds: z.array(z.string()) }),
  },
  'ticket.split_off': { when: 'In both rooms: the ticket begins with messages of another one, copied from there.', data: otherTicket },
  'ticket.snoozed': { when: 'In the room of the staff: the ticket was put aside until then, or (null) is taken up again.', data: z.strictObject({ until: z.iso.datetime().nullable() }) },
  'ticket.spam_marked': { when: 'In the room of the staff: somebody took the ticket for spam, or did so no longer.', data: z.strictObject({ isSpam: z.boolean() }) },
  'ticket.assigned': {
    when: 'In the room of the staff: the ticket has another assignee or team, or none.',
    data: z.strictObject({ assigneeId: z.string().nullable(), team: z.string().nullable() }),
  },
  'ticket.priority_changed': { when: 'In the room of the staff: the ticket has another priority.', data: z.strictObject({ from: z.enum(PRIORITIES), to: z.enum(PRIORITIES) }) },
  'ticket.category_changed': { when: 'In the room of the staff: the ticket has another category, or none.', data: z.strictObject({ category: z.string().nullable() }) },
  'ticket.tagged': { when: 'In the room of the staff: the ticket has other tags; these are all of them.', data: z.strictObject({ tags: z.array(z.string()) }) },
  'ticket.sla_warned': { when: 'In the room of the staff: a promise is about to be broken. `since` is when that came, which may be earlier than it was told.', data: slaNotice },
  'ticket.sla_breached': { when: 'In the room of the staff: a promise was broken.', data: slaNotice },
  'ticket.escalated': {
    when: 'In the room of the staff: a policy wants a team to know of a warning or a breach.',
    data: z.strictObject({ team: z.string(), clock: z.enum(CLOCK_KINDS), notice: z.enum(['warned', 'breached']) }),
  },
  'ticket.mail_failed': {
    when: 'In the room of the staff: a mail to the requester was refused for good, or came back. `messageId` is the answer that it carried, where that is known.',
    data: z.strictObject({ messageId: z.string().nullable(), reason: z.enum(['refused', 'bounced']) }),
  },
} as const;
