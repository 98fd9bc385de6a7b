import { defineError } from '#kernel';

export const AttachmentUnknown = defineError(
  'MESSAGING_ATTACHMENT_UNKNOWN',
  422,
  'One of the attachments cannot be sent here. Name uploads of your own for this room that were not sent yet, each once.',
  'An attachment does not exist (any more), belongs to somebody else or to another room, or was sent before; which of these is not said.',
);
export const AttachmentTypeRefused = defineError<{ mediaTypes: readonly string[] }>(
  'MESSAGING_ATTACHMENT_TYPE',
  415,
  ({ mediaTypes }) => `A file of this type cannot be attached, or it is damaged. These can: ${mediaTypes.join(', ')}. What it is called does not matter.`,
  'The bytes of an upload are of no type that may be attached, or do not keep to it up to their end.',
);
export const AttachmentInfected = defineError(
  'MESSAGING_ATTACHMENT_INFECTED',
  422,
  'This file holds something harmful, so it was not kept. Check the device that it comes from, and send another one.',
  'A malware scanner has found something in an upload; the audit chain says what.',
);
export const AttachmentUnscanned = defineError(
  'MESSAGING_ATTACHMENT_UNSCANNED',
  503,
  'The file could not be checked, so it was not kept. Upload it again in a moment.',
  'A malware scanner failed, or did not answer in time.',
);
export const TooManyUnsent = defineError<{ mostUnsent: number }>(
  'MESSAGING_TOO_MANY_UNSENT_ATTACHMENTS',
  409,
  ({ mostUnsent }) => `Nobody has more than ${mostUnsent} uploads that were not sent. Send some; they are erased a day after they came.`,
  'A person has as many uploads that were not sent as is allowed.',
);
export const LinkExpired = defineError('MESSAGING_LINK_EXPIRED', 410, 'This link has expired. Ask for a new one.', 'A link to an attachment is older than ATTACHMENT_LINK_SECONDS.');
