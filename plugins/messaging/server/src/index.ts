import type { Core } from '@strapi/strapi';
import { installGuards } from '#kernel';
import { validateMessagingConfig } from './config';
import ticket from './content-types/ticket/schema.json';
import contentApi from './controllers/content-api';
import { desk } from './controllers/desk';
import { guards } from './database/guards';
import './events/all';
import { startRealtime, type RealtimeServer } from './realtime/server';
import { refusePolling } from './realtime/upgrade';
import adminRoutes from './routes/admin';
import contentApiRoutes from './routes/content-api';
import { openEpoch } from './services/log/epoch';

export * from './contracts';
export type { MessagingConfig } from './config';
export { roomEventTypes } from './domain/event-types';
export { socketEventCatalogue, type SocketEvent } from './realtime/catalogue';
export { serverEvents } from './realtime/server-events';
export { openEpoch } from './services/log/epoch';

const running = new WeakMap<Core.Strapi, RealtimeServer>();

/** Rooms with one ordered, gap-free, durable log each, over Socket.io and REST. */
export default {
  config: { default: {}, validator: validateMessagingConfig },
  contentTypes: { ticket: { schema: ticket } },
  controllers: { ...contentApi, desk },
  routes: { 'content-api': contentApiRoutes, admin: adminRoutes },
  register({ strapi }: { strapi: Core.Strapi }) {
    installGuards(strapi, guards);
    refusePolling(strapi);
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    await openEpoch(strapi);
    running.set(strapi, startRealtime(strapi));
  },
  async destroy({ strapi }: { strapi: Core.Strapi }) {
    await running.get(strapi)?.stop();
  },
};
