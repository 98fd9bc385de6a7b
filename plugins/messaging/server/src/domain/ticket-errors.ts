import { defineError } from '#kernel';

export const TicketClosed = defineError(
  'TICKET_CLOSED',
  409,
  'This ticket is closed and takes no messages. Open a new one.',
  'Somebody writes in a ticket that is closed for good, was merged into another, or whose time for opening it again is over.',
);
export const TicketNotReopenable = defineError(
  'TICKET_NOT_REOPENABLE',
  409,
  'This ticket cannot be opened again. Open a new one.',
  'Its customer wants to open a ticket again that is not done, or was done too long ago.',
);
export const TicketTaken = defineError<{ assigneeId: string }>(
  'TICKET_TAKEN',
  409,
  'Somebody else has taken this ticket. Look at it again, and assign it if it should change hands.',
  'A ticket that has an assignee is taken by another; `details.assigneeId` says by whom.',
);
export const AssigneeUnknown = defineError('TICKET_ASSIGNEE_UNKNOWN', 422, 'There is no active member of staff with this id who may answer tickets.');
export const TicketRoomFixed = defineError(
  'TICKET_ROOM_FIXED',
  409,
  'Who takes part in a ticket, and its title, follow from the ticket. They are not changed by hand.',
  'Somebody tried to change the members or the title of a ticket’s conversation.',
);
export const TicketMerged = defineError<{ ticketId: string }>(
  'TICKET_MERGED',
  409,
  'This ticket goes on in another one. Write there.',
  'Somebody writes in a ticket that was merged; `details.ticketId` names the one that goes on.',
);
export const MergeRefused = defineError(
  'TICKET_MERGE_REFUSED',
  409,
  'These two tickets cannot become one: they must be of one customer, and neither closed, merged nor spam.',
  'A ticket is to be merged into itself, another customer’s, or one that does not go on.',
);
export const SnoozeRefused = defineError('TICKET_SNOOZE_REFUSED', 409, 'A ticket that is not done can be put aside until a time to come. Name a later one.', 'A ticket is to be put aside that is done, or until a time that has passed.');
export const TicketNotRatable = defineError(
  'TICKET_NOT_RATABLE',
  409,
  'A ticket is rated once it is resolved or closed, and for as long as it could be opened again.',
  'A customer rates a ticket that is not done, or was too long ago.',
);
export const SubjectUnknown = defineError(
  'TICKET_SUBJECT_UNKNOWN',
  422,
  'There is nothing of yours that `relatesTo` names. Leave it out, or check its type and id.',
  'A ticket is to be about something that does not exist, is somebody else’s, or of a kind that tickets are not about; which of these is not said.',
);
export const ScheduleRefused = defineError('TICKET_SCHEDULE_REFUSED', 409, 'An answer is scheduled for a time to come. Name a later one, or send it now.', 'An answer is to be sent at a time that has passed.');
export const TooManyTags = defineError<{ most: number }>('TICKET_TOO_MANY_TAGS', 409, ({ most }) => `A ticket has ${most} tags at most. Take some off first.`, 'A macro would give a ticket more tags than it takes.');
