import { defineError } from '#kernel';

export const MailSignatureWrong = defineError(
  'MESSAGING_MAIL_SIGNATURE_WRONG',
  401,
  'The signature of this mail is missing or wrong. Compare the secret with SUPPORT_MAIL_WEBHOOK_SECRETS, and the clock with ours.',
  'A mail was handed over without a signature of the provider, or with one that is too old.',
);
export const MailDecided = defineError('MESSAGING_MAIL_DECIDED', 409, 'It is settled already what became of this mail. Load it again.', 'Staff decide about a mail that is in a ticket, was dismissed, or is still being worked on.');
export const MailWithoutAuthor = defineError('MESSAGING_MAIL_WITHOUT_AUTHOR', 422, 'This mail names no author whom one could answer, or cannot be read. Dismiss it.', 'Staff open a ticket for a mail without a usable author.');
