import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input } from '#kernel';
import * as endpoints from '../http/screening-admin';
import { decideHit } from '../services/screening/decide-hit';
import { openHit, readHit, readScreening } from '../services/screening/hits';
import { describeLists, listHits } from '../services/screening/list-hits';

/** What staff see of screening, and say about it. */
export const screening = ({ strapi }: { strapi: Core.Strapi }) => ({
  async read(ctx: Context) {
    const { params } = input(endpoints.readScreening, ctx);
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { data: await readScreening(strapi, params.id) };
  },

  async hits(ctx: Context) {
    const { disposition, limit, cursor } = input(endpoints.listHits, ctx).query;
    ctx.body = await listHits(strapi, disposition, limit, cursor);
  },

  async hit(ctx: Context) {
    const { params } = input(endpoints.readHit, ctx);
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { data: await openHit(strapi, params.id) };
  },

  async decide(ctx: Context) {
    const { params, body } = input(endpoints.decideHit, ctx);
    await decideHit(strapi, params.id, body);
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { data: await readHit(strapi, params.id) };
  },

  async lists(ctx: Context) {
    ctx.body = { data: await describeLists(strapi) };
  },
});
