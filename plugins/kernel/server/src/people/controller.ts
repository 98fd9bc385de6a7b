import { z } from '@strapi/utils';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { parsePart } from '../validation/enforce';
import { linkPerson, listLinks, unlinkPerson } from './links';

const linkBody = z.strictObject({
  staffId: z.string({ error: 'The id of a member of staff' }).min(1).max(64),
  userId: z.string({ error: 'The id of an API user, e.g. usr_01kaqz3v8m4t6w0c9e5r2b7n1d' }).min(1).max(64),
});

/** For administrators: who is who. */
export const peopleController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    ctx.body = { data: await listLinks(strapi) };
  },

  async link(ctx: Context) {
    const { staffId, userId } = parsePart('body', linkBody, (ctx.request as { body?: unknown }).body);
    ctx.status = 201;
    ctx.body = { data: await linkPerson(strapi, staffId, userId) };
  },

  async unlink(ctx: Context) {
    const { id } = parsePart('params', z.object({ id: z.string().max(64) }), (ctx as Context & { params: unknown }).params);
    ctx.body = { data: await unlinkPerson(strapi, id) };
  },
});
