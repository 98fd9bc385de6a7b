import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { idempotencyToken, input } from '#kernel';
import { splitTicket as endpoint } from '../http/split-admin';
import { findTicket } from '../services/tickets/find';
import { splitTicket } from '../services/tickets/split';
import { forStaff } from './present-ticket';
import { staffViewer } from './staff-viewer';

/** Makes two tickets of one. */
export const split = ({ strapi }: { strapi: Core.Strapi }) => ({
  async create(ctx: Context) {
    const { params, body } = input(endpoint, ctx);
    const me = staffViewer(ctx);
    const ticketId = await splitTicket(strapi, me, params.id, { ...body, idempotencyToken: idempotencyToken(ctx) });
    const [data] = await forStaff(strapi, [await findTicket(strapi, me, ticketId)]);
    ctx.status = 201;
    ctx.body = { data };
  },
});
