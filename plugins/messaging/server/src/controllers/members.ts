import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input } from '#kernel';
import * as endpoints from '../http/members';
import { addMembers } from '../services/rooms/add-members';
import { removeMember } from '../services/rooms/remove-member';
import { viewer } from './viewer';

export const member = ({ strapi }: { strapi: Core.Strapi }) => ({
  async add(ctx: Context) {
    const { params, body } = input(endpoints.addMembers, ctx);
    ctx.body = { data: await addMembers(strapi, viewer(ctx), params.id, body.userIds) };
  },

  async remove(ctx: Context) {
    const { params } = input(endpoints.removeMember, ctx);
    ctx.body = { data: await removeMember(strapi, viewer(ctx), params.id, params.userId) };
  },
});
