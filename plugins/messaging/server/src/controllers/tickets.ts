import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { idempotencyToken, input } from '#kernel';
import * as endpoints from '../http/tickets';
import { findTicket, listOwnTickets } from '../services/tickets/find';
import { countOpening } from '../services/tickets/limit';
import { closeTicket, reopenTicket } from '../services/tickets/move';
import { openTicket } from '../services/tickets/open';
import { rateTicket } from '../services/tickets/rate';
import { forCustomer } from './present-ticket';
import { viewer } from './viewer';

export const ticket = ({ strapi }: { strapi: Core.Strapi }) => {
  const answer = async (ctx: Context, ticketId: string) => {
    const [data] = await forCustomer(strapi, [await findTicket(strapi, viewer(ctx), ticketId)]);
    ctx.body = { data };
  };
  return {
    async open(ctx: Context) {
      const { body } = input(endpoints.openTicket, ctx);
      const { id } = viewer(ctx);
      await countOpening(strapi, id);
      const { ticketId, isNew } = await openTicket(strapi, { ...body, requesterId: id, channel: 'api', idempotencyToken: idempotencyToken(ctx) });
      ctx.status = isNew ? 201 : 200;
      await answer(ctx, ticketId);
    },

    async find(ctx: Context) {
      const { state, limit, cursor } = input(endpoints.listTickets, ctx).query;
      const { tickets, nextCursor } = await listOwnTickets(strapi, viewer(ctx), state, limit, cursor);
      ctx.body = { data: await forCustomer(strapi, tickets), meta: { nextCursor } };
    },

    findOne: (ctx: Context) => answer(ctx, input(endpoints.getTicket, ctx).params.id),

    async reopen(ctx: Context) {
      const { id } = input(endpoints.reopenTicket, ctx).params;
      await reopenTicket(strapi, viewer(ctx), id);
      await answer(ctx, id);
    },

    async rate(ctx: Context) {
      const { params, body } = input(endpoints.rateTicket, ctx);
      await rateTicket(strapi, viewer(ctx), params.id, body);
      await answer(ctx, params.id);
    },

    async close(ctx: Context) {
      const { id } = input(endpoints.closeTicket, ctx).params;
      await closeTicket(strapi, viewer(ctx), id);
      await answer(ctx, id);
    },
  };
};
