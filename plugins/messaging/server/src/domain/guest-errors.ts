import { defineError } from '#kernel';

export const GuestTokenWrong = defineError(
  'TICKET_GUEST_TOKEN_WRONG',
  422,
  'This link is wrong or too old. Ask once more; the mail with a new link is good for a day.',
  'A guest confirms their address with a token that was not ours, or has expired.',
);
export const GuestsNotServed = defineError('TICKET_GUESTS_NOT_SERVED', 503, 'Nothing can be asked here without an account: answers would have no way to reach you. Sign in first.', 'A guest asks something where SUPPORT_MAIL_ADDRESS or GUEST_CONFIRM_URL is not set.');
