import type { Core } from '@strapi/strapi';
import { installGuards } from '#kernel';
import { guards } from './database/guards';
import adminRoutes from './routes/admin';
import contentApiRoutes from './routes/content-api';

/** Knows who people are: levels with limits, applications for them, and their review. */
export default {
  routes: { 'content-api': contentApiRoutes, admin: adminRoutes },
  register({ strapi }: { strapi: Core.Strapi }) {
    installGuards(strapi, guards);
  },
};
