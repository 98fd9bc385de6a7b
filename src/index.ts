import type { Core } from '@strapi/strapi';
import { acquireBootLock, startKernel, watchRecords } from '#kernel';
import { seedDemo } from '../database/seeds/demo';
import { installAccess, seedAccess } from './access/install';
import { installAccounts } from './extensions/users-permissions/install';
import { registerRecipes } from './recipes';

let bootLock: Awaited<ReturnType<typeof acquireBootLock>> | undefined;

export default {
  async register({ strapi }: { strapi: Core.Strapi }) {
    for (const type of ['user', 'role']) watchRecords(strapi, `plugin::users-permissions.${type}`);
    installAccounts(strapi);
    await installAccess(strapi);
    registerRecipes(strapi);
    bootLock = await acquireBootLock(strapi);
  },

  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    await seedAccess(strapi);
    await seedDemoPeople(strapi);
    await startKernel(strapi);
    await bootLock?.release();
  },
};

async function seedDemoPeople(strapi: Core.Strapi): Promise<void> {
  const { isWanted, password } = strapi.config.get('demo') as { isWanted: boolean; password: string };
  if (!isWanted) return;
  if (process.env.NODE_ENV === 'production') strapi.log.warn('SEED_DEMO is set, but this is production: no demo people are created.');
  else await seedDemo(strapi, password);
}
