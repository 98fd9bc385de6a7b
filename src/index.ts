import type { Core } from '@strapi/strapi';
import { acquireBootLock, startKernel } from '#kernel';
import { installAccess, seedAccess } from './access/install';
import { installAccounts } from './extensions/users-permissions/install';

let bootLock: Awaited<ReturnType<typeof acquireBootLock>> | undefined;

export default {
  async register({ strapi }: { strapi: Core.Strapi }) {
    installAccounts(strapi);
    await installAccess(strapi);
    bootLock = await acquireBootLock(strapi);
  },

  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    await seedAccess(strapi);
    await startKernel(strapi);
    await bootLock?.release();
  },
};
