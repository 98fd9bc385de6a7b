import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input, rawBody } from '#kernel';
import * as endpoints from '../http/inbound-mail';
import { receiveMail } from '../services/mail/receive';

export const mail = ({ strapi }: { strapi: Core.Strapi }) => ({
  async receive(ctx: Context) {
    const { params } = input(endpoints.receiveMail, ctx);
    const headers = Object.fromEntries(Object.entries(ctx.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]));
    await receiveMail(strapi, params.mailbox, rawBody(ctx), headers);
    ctx.status = 200;
    ctx.body = { received: true };
  },
});
