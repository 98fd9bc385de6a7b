import type { Core } from '@strapi/strapi';
import { installGuards, kernel } from '#kernel';
import { messagingConfig, validateMessagingConfig } from './config';
import businessCalendar from './content-types/business-calendar/schema.json';
import cannedReply from './content-types/canned-reply/schema.json';
import followUpRule from './content-types/follow-up-rule/schema.json';
import macro from './content-types/macro/schema.json';
import slaPolicy from './content-types/sla-policy/schema.json';
import supportAgent from './content-types/support-agent/schema.json';
import ticket from './content-types/ticket/schema.json';
import { cannedReplies } from './controllers/canned-replies';
import { staffModeration } from './controllers/moderation';
import { staffSlowMode } from './controllers/reports';
import contentApi from './controllers/content-api';
import { desk } from './controllers/desk';
import { macros } from './controllers/macros';
import { scheduled } from './controllers/scheduled';
import { post } from './controllers/post';
import * as rules from './controllers/rules';
import { split } from './controllers/split';
import { ticketFiles } from './controllers/ticket-files';
import { ticketTime } from './controllers/ticket-time';
import { guards } from './database/guards';
import './events/all';
import { registerFilters } from './filters/registry';
import { startRealtime, type RealtimeServer } from './realtime/server';
import { refusePolling } from './realtime/upgrade';
import adminRoutes from './routes/admin';
import contentApiRoutes from './routes/content-api';
import { dropUnsent } from './services/attachments/drop-unsent';
import { openEpoch } from './services/log/epoch';
import { registerMail } from './services/mail/install';
import { forgetEvidence } from './services/moderation/forget-evidence';
import { keepTicketTime } from './services/sla/install';
import { sendDueReplies } from './services/tickets/schedule';
import { wakeDueTickets } from './services/tickets/snooze';
import { purgeViewers } from './services/tickets/viewers';

export * from './contracts';
export type { MessagingConfig } from './config';
export type { InboundMail } from './mailboxes/port';
export { rawMime, type RawMimeOptions } from './mailboxes/raw-mime';
export type { Verdict, WordFilter } from './filters/port';
export { wordList, type WordListOptions } from './filters/word-list';
export { roomEventTypes } from './domain/event-types';
export { socketEventCatalogue, type SocketEvent } from './realtime/catalogue';
export { serverEvents } from './realtime/server-events';
export { openEpoch } from './services/log/epoch';
export { addToTicketSidebar, type SidebarItem, type TicketSidebar } from './services/tickets/sidebar';
export { allowTicketsAbout, type TicketSubjects } from './services/tickets/subjects';
export { inheritGuestTickets } from './services/guests/inherit';
export { agentsOfTeam } from './services/sla/agents';

const WAKE_SECONDS = 5;
const VIEWERS_PURGE_SECONDS = 600;
const DROP_UNSENT_EVERY_SECONDS = 300;

const running = new WeakMap<Core.Strapi, RealtimeServer>();

/** Rooms with one ordered, gap-free, durable log each, over Socket.io and REST. */
export default {
  config: { default: {}, validator: validateMessagingConfig },
  contentTypes: {
    ticket: { schema: ticket },
    'business-calendar': { schema: businessCalendar },
    'sla-policy': { schema: slaPolicy },
    'follow-up-rule': { schema: followUpRule },
    'support-agent': { schema: supportAgent },
    'canned-reply': { schema: cannedReply },
    macro: { schema: macro },
  },
  controllers: { ...contentApi, desk, cannedReplies, macros, split, scheduled, ticketFiles, post, ...rules, ticketTime, staffModeration, staffSlowMode },
  routes: { 'content-api': contentApiRoutes, admin: adminRoutes },
  register({ strapi }: { strapi: Core.Strapi }) {
    registerFilters(strapi, messagingConfig(strapi).filters);
    installGuards(strapi, guards);
    refusePolling(strapi);
    keepTicketTime(strapi);
    kernel(strapi).schedules.every(WAKE_SECONDS, 'tickets.wake', async () => {
      const endsAt = Date.now() + WAKE_SECONDS * 1_000;
      while ((await wakeDueTickets(strapi)) && Date.now() < endsAt);
    });
    kernel(strapi).schedules.every(WAKE_SECONDS, 'tickets.scheduled', async () => {
      const endsAt = Date.now() + WAKE_SECONDS * 1_000;
      while ((await sendDueReplies(strapi)) && Date.now() < endsAt);
    });
    kernel(strapi).schedules.every(VIEWERS_PURGE_SECONDS, 'tickets.viewers', async () => void (await purgeViewers(strapi)));
    registerMail(strapi);
    kernel(strapi).schedules.every(DROP_UNSENT_EVERY_SECONDS, 'messaging.unsent-attachments', () => dropUnsent(strapi));
    kernel(strapi).schedules.every(3_600, 'messaging.evidence', async () => void (await forgetEvidence(strapi)));
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    await openEpoch(strapi);
    running.set(strapi, startRealtime(strapi));
  },
  async destroy({ strapi }: { strapi: Core.Strapi }) {
    await running.get(strapi)?.stop();
  },
};
