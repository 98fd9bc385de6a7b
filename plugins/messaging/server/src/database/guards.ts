import type { Guard } from '#kernel';
import { attachmentGuards } from './attachments';
import { blockGuards } from './blocks';
import { changeGuards } from './changes';
import { epochGuards } from './epoch';
import { guestGuards } from './guests';
import { logGuards } from './log';
import { mailGuards } from './mails';
import { messageGuards } from './messages';
import { reactionGuards } from './reactions';
import { roomGuards } from './rooms';
import { scheduledReplyGuards } from './scheduled-replies';
import { sendGuards } from './send';
import { slaGuards } from './sla';
import { ticketWatchGuards } from './ticket-watch';
import { ticketGuards } from './tickets';

/** Rules that PostgreSQL keeps even if our code is wrong. Idempotent; runs at every boot, after schema sync. */
export const guards: Guard[] = [
  ...epochGuards, ...roomGuards, ...logGuards, ...messageGuards, ...sendGuards, ...changeGuards, ...reactionGuards, ...blockGuards, ...ticketGuards, ...ticketWatchGuards, ...scheduledReplyGuards, ...slaGuards,
  ...guestGuards, ...mailGuards,
  ...attachmentGuards,
];
