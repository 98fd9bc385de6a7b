import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input } from '#kernel';
import * as endpoints from '../http/tickets-admin';
import { cancelScheduled, listScheduled, scheduleReply } from '../services/tickets/schedule';
import { presentScheduled } from './present-scheduled';
import { staffViewer } from './staff-viewer';

/** Answers that are sent later. */
export const scheduled = ({ strapi }: { strapi: Core.Strapi }) => ({
  async create(ctx: Context) {
    const { params, body } = input(endpoints.scheduleReply, ctx);
    ctx.body = { data: presentScheduled(await scheduleReply(strapi, staffViewer(ctx), params.id, body)) };
  },

  async find(ctx: Context) {
    const { params } = input(endpoints.listScheduled, ctx);
    ctx.body = { data: (await listScheduled(strapi, staffViewer(ctx), params.id)).map(presentScheduled) };
  },

  async cancel(ctx: Context) {
    const { params } = input(endpoints.cancelScheduled, ctx);
    await cancelScheduled(strapi, staffViewer(ctx), params.id, params.scheduledId);
    ctx.status = 204;
  },
});
