import type { Core } from '@strapi/strapi';
import { installGuards } from '#kernel';
import { validateKycConfig } from './config';
import application from './content-types/application/schema.json';
import profile from './content-types/profile/schema.json';
import contentApi from './controllers/content-api';
import { guards } from './database/guards';
import adminRoutes from './routes/admin';
import contentApiRoutes from './routes/content-api';
import { storeLevels } from './services/levels';

export * from './contracts';
export type { KycConfig } from './config';
export { limitsOf, type LimitsOfPerson } from './services/limits';

/** Knows who people are: levels with limits, applications for them, and their review. */
export default {
  config: { default: {}, validator: validateKycConfig },
  contentTypes: { application: { schema: application }, profile: { schema: profile } },
  controllers: { ...contentApi },
  routes: { 'content-api': contentApiRoutes, admin: adminRoutes },
  register({ strapi }: { strapi: Core.Strapi }) {
    installGuards(strapi, guards);
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    await storeLevels(strapi);
  },
};
