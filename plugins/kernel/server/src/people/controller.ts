import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input } from '../validation/enforce';
import { createLink, removeLink } from './endpoints';
import { linkPerson, listLinks, unlinkPerson } from './links';

/** For administrators: who is who. */
export const peopleController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    ctx.body = { data: await listLinks(strapi) };
  },

  async link(ctx: Context) {
    const { staffId, userId } = input(createLink, ctx).body;
    ctx.status = 201;
    ctx.body = { data: await linkPerson(strapi, staffId, userId) };
  },

  async unlink(ctx: Context) {
    ctx.body = { data: await unlinkPerson(strapi, input(removeLink, ctx).params.id) };
  },
});
