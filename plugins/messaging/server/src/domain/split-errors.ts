import { defineError } from '#kernel';

export const SplitRefused = defineError('TICKET_SPLIT_REFUSED', 409, 'Nothing is taken out of a ticket that was merged, or is spam.');
export const SplitMessageUnknown = defineError(
  'TICKET_SPLIT_MESSAGE_UNKNOWN',
  422,
  'Not all of `messageIds` are messages of this conversation, or one was deleted meanwhile. Look at it again.',
  'Staff split off what is no message of the conversation: a note, a message of another ticket, or one that was deleted.',
);
export const SplitTwice = defineError<{ messageId: string; ticketId: string }>(
  'TICKET_SPLIT_TWICE',
  409,
  'One of these messages goes on in another ticket already.',
  'A message is to be split off a second time; `details` say which, and into which ticket it went.',
);
export const SplitWithoutCustomer = defineError('TICKET_SPLIT_WITHOUT_CUSTOMER', 422, 'A ticket is what a customer asks. Choose at least one of their messages.', 'Staff split off messages none of which is the customer’s.');
