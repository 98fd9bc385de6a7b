import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input } from '#kernel';
import * as endpoints from '../http/evidence-admin';
import { makeDossier } from '../services/evidence/dossier';

/** What staff get for an auditor. */
export const evidence = ({ strapi }: { strapi: Core.Strapi }) => ({
  async dossier(ctx: Context) {
    const { id } = input(endpoints.makeDossier, ctx).params;
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { data: await makeDossier(strapi, id) };
  },
});
