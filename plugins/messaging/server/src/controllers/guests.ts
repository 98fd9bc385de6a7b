import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { addressKey, input } from '#kernel';
import * as endpoints from '../http/guests';
import { confirmRequest } from '../services/guests/confirm';
import { takeRequest } from '../services/guests/request';

/** People without an account. */
export const guest = ({ strapi }: { strapi: Core.Strapi }) => ({
  async ask(ctx: Context) {
    await takeRequest(strapi, input(endpoints.askAsGuest, ctx).body, addressKey(ctx.request.ip));
    ctx.status = 202;
    ctx.body = { data: { isMailed: true } };
  },

  async confirm(ctx: Context) {
    ctx.body = { data: await confirmRequest(strapi, input(endpoints.confirmGuest, ctx).body.token) };
  },
});
