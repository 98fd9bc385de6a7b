import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input } from '#kernel';
import * as endpoints from '../http/presence';
import { findPresence } from '../services/presence';
import { viewer } from './viewer';

export const presence = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    const { userIds } = input(endpoints.getPresence, ctx).query;
    ctx.body = { data: { presence: await findPresence(strapi, viewer(ctx), userIds) } };
  },
});
