import type { Core } from '@strapi/strapi';
import { acquireBootLock, startKernel } from '#kernel';

let bootLock: Awaited<ReturnType<typeof acquireBootLock>> | undefined;

export default {
  async register({ strapi }: { strapi: Core.Strapi }) {
    bootLock = await acquireBootLock(strapi);
  },

  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    await startKernel(strapi);
    await bootLock?.release();
  },
};
