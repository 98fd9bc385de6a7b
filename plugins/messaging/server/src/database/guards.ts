import type { Guard } from '#kernel';
import { attachmentGuards } from './attachments';
import { blockGuards } from './blocks';
import { cannedReplyGuards } from './canned-replies';
import { changeGuards } from './changes';
import { epochGuards } from './epoch';
import { guestRequestGuards } from './guest-requests';
import { guestGuards } from './guests';
import { logGuards } from './log';
import { macroGuards } from './macros';
import { mailGuards } from './mails';
import { mentionGuards } from './mentions';
import { messageGuards } from './messages';
import { reactionGuards } from './reactions';
import { reportGuards } from './reports';
import { roomGuards } from './rooms';
import { sanctionGuards } from './sanctions';
import { scheduledReplyGuards } from './scheduled-replies';
import { sendGuards } from './send';
import { slaGuards } from './sla';
import { splitGuards } from './splits';
import { ticketWatchGuards } from './ticket-watch';
import { ticketGuards } from './tickets';

/** Rules that PostgreSQL keeps even if our code is wrong. Idempotent; runs at every boot, after schema sync. */
export const guards: Guard[] = [
  ...epochGuards, ...roomGuards, ...logGuards, ...messageGuards, ...sendGuards, ...changeGuards, ...reactionGuards, ...blockGuards, ...mentionGuards, ...sanctionGuards, ...reportGuards, ...ticketGuards, ...ticketWatchGuards, ...scheduledReplyGuards, ...slaGuards,
  ...guestGuards, ...guestRequestGuards, ...mailGuards,
  ...attachmentGuards, ...cannedReplyGuards, ...macroGuards, ...splitGuards,
];
