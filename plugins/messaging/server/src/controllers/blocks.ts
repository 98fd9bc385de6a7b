import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input } from '#kernel';
import * as endpoints from '../http/blocks';
import { block as blockPerson, listBlocks, unblock } from '../services/blocks';
import { viewer } from './viewer';

export const block = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** PUT has it so, DELETE has it no more. */
  async put(ctx: Context) {
    if (ctx.method === 'PUT') await blockPerson(strapi, viewer(ctx), input(endpoints.putBlock, ctx).params.userId);
    else await unblock(strapi, viewer(ctx), input(endpoints.deleteBlock, ctx).params.userId);
    ctx.status = 204;
  },

  async find(ctx: Context) {
    const { limit, cursor } = input(endpoints.listBlocks, ctx).query;
    ctx.body = await listBlocks(strapi, viewer(ctx), limit, cursor);
  },
});
