import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input } from '#kernel';
import * as endpoints from '../http/tickets-admin';
import { readPage } from '../services/rooms/page';
import { assignTicket, listAnsweringStaff, takeTicket } from '../services/tickets/assign';
import { labelTicket } from '../services/tickets/change';
import { findTicket } from '../services/tickets/find';
import { mergeTicket } from '../services/tickets/merge';
import { moveTicket } from '../services/tickets/move';
import { listQueue } from '../services/tickets/queue';
import { sendInTicket } from '../services/tickets/send';
import { readSidebar } from '../services/tickets/sidebar';
import { snoozeTicket } from '../services/tickets/snooze';
import { forStaff } from './present-ticket';
import { mayAlso, staffViewer } from './staff-viewer';

/** Where staff work on tickets. */
export const desk = ({ strapi }: { strapi: Core.Strapi }) => {
  const answer = async (ctx: Context, ticketId: string) => {
    const [data] = await forStaff(strapi, [await findTicket(strapi, staffViewer(ctx), ticketId)]);
    ctx.body = { data };
  };
  const write = async (ctx: Context, endpoint: typeof endpoints.replyToTicket | typeof endpoints.noteOnTicket, room: 'conversation' | 'staffRoom') => {
    const { params, body } = input(endpoint, ctx);
    const sender = staffViewer(ctx);
    const { roomId } = (await findTicket(strapi, sender, params.id))[room];
    const { seq, messageId, isRepeated } = await sendInTicket(strapi, sender, { ...body, roomId });
    ctx.status = isRepeated ? 200 : 201;
    ctx.body = { data: { seq, messageId } };
  };
  return {
    async find(ctx: Context) {
      const { limit, cursor, state: states, assigneeId, ...filters } = input(endpoints.listQueue, ctx).query;
      const me = staffViewer(ctx);
      const { tickets, nextCursor } = await listQueue(strapi, me, { ...filters, states, assigneeId: assigneeId === 'me' ? me.id : assigneeId }, limit, cursor);
      ctx.body = { data: await forStaff(strapi, tickets), meta: { nextCursor } };
    },

    findOne: (ctx: Context) => answer(ctx, input(endpoints.getTicket, ctx).params.id),

    async events(ctx: Context) {
      const { params, query } = input(endpoints.readLog, ctx);
      const me = staffViewer(ctx);
      const ticket = await findTicket(strapi, me, params.id);
      ctx.body = await readPage(strapi, me, (params.room === 'staff' ? ticket.staffRoom : ticket.conversation).roomId, query);
    },

    reply: (ctx: Context) => write(ctx, endpoints.replyToTicket, 'conversation'),
    note: (ctx: Context) => write(ctx, endpoints.noteOnTicket, 'staffRoom'),

    async take(ctx: Context) {
      const { id } = input(endpoints.takeTicket, ctx).params;
      await takeTicket(strapi, staffViewer(ctx), id);
      await answer(ctx, id);
    },

    async assign(ctx: Context) {
      const { params, body } = input(endpoints.assignTicket, ctx);
      await assignTicket(strapi, staffViewer(ctx), params.id, body);
      await answer(ctx, params.id);
    },

    async move(ctx: Context) {
      const { params, body } = input(endpoints.moveTicket, ctx);
      await moveTicket(strapi, staffViewer(ctx), params.id, body.state);
      await answer(ctx, params.id);
    },

    async snooze(ctx: Context) {
      const { params, body } = input(endpoints.snoozeTicket, ctx);
      await snoozeTicket(strapi, staffViewer(ctx), params.id, body.until);
      await answer(ctx, params.id);
    },

    async merge(ctx: Context) {
      const { params, body } = input(endpoints.mergeTicket, ctx);
      await mergeTicket(strapi, staffViewer(ctx), params.id, body.into);
      await answer(ctx, params.id);
    },

    async staff(ctx: Context) {
      ctx.body = { data: await listAnsweringStaff(strapi) };
    },

    async sidebar(ctx: Context) {
      const { id } = input(endpoints.readSidebar, ctx).params;
      ctx.body = { data: await readSidebar(strapi, staffViewer(ctx), mayAlso(ctx), id) };
    },

    async label(ctx: Context) {
      const { params, body } = input(endpoints.labelTicket, ctx);
      await labelTicket(strapi, staffViewer(ctx), params.id, body);
      await answer(ctx, params.id);
    },
  };
};
