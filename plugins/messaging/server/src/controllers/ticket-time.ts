import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input } from '#kernel';
import { reportTickets as reportEndpoint } from '../http/reports-admin';
import { listClocks as clocksEndpoint } from '../http/sla-admin';
import { reportTickets } from '../services/reports/tickets';
import { listClocks } from '../services/sla/list-clocks';
import { findTicket } from '../services/tickets/find';
import { presentClock } from './present-sla';
import { staffViewer } from './staff-viewer';

/** What time says of tickets: of one, and of many. */
export const ticketTime = ({ strapi }: { strapi: Core.Strapi }) => ({
  async clocks(ctx: Context) {
    const { rowId } = await findTicket(strapi, staffViewer(ctx), input(clocksEndpoint, ctx).params.id);
    ctx.body = { data: (await listClocks(strapi, rowId)).map(presentClock) };
  },

  async report(ctx: Context) {
    const { groupBy, ...range } = input(reportEndpoint, ctx).query;
    const { rows, total } = await reportTickets(strapi, range, groupBy);
    ctx.body = { data: rows, meta: { total } };
  },
});
