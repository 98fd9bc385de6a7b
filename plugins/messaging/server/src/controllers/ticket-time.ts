import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input } from '#kernel';
import { reportTickets as reportEndpoint } from '../http/reports-admin';
import { listClocks as clocksEndpoint, previewTicket as previewEndpoint } from '../http/sla-admin';
import { reportTickets } from '../services/reports/tickets';
import { listClocks } from '../services/sla/list-clocks';
import { previewTicket } from '../services/sla/preview';
import { findTicket } from '../services/tickets/find';
import { presentClock, presentPreview } from './present-sla';
import { staffViewer } from './staff-viewer';

/** What time says of tickets: of one, and of many. */
export const ticketTime = ({ strapi }: { strapi: Core.Strapi }) => ({
  async clocks(ctx: Context) {
    const { rowId } = await findTicket(strapi, staffViewer(ctx), input(clocksEndpoint, ctx).params.id);
    ctx.body = { data: (await listClocks(strapi, rowId)).map(presentClock) };
  },

  async preview(ctx: Context) {
    ctx.body = { data: presentPreview(await previewTicket(strapi, input(previewEndpoint, ctx).query)) };
  },

  async report(ctx: Context) {
    const { groupBy, ...range } = input(reportEndpoint, ctx).query;
    const { rows, total } = await reportTickets(strapi, range, groupBy);
    ctx.body = { data: rows, meta: { total } };
  },
});
