import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input } from '#kernel';
import * as endpoints from '../http/desk';
import { readAttempts } from '../services/reviews/attempts';
import { claimNext } from '../services/reviews/claim-next';
import { findDuplicates } from '../services/reviews/duplicates';
import { listQueue } from '../services/reviews/queue';
import { countQueue } from '../services/reviews/queue-counts';
import { searchApplications } from '../services/reviews/search';
import { readTimeline } from '../services/reviews/timeline';
import { setRisk } from '../services/risk';
import { readStatistics } from '../services/statistics/statistics';

/** What the review console asks for beside the applications themselves. */
export const desk = ({ strapi }: { strapi: Core.Strapi }) => ({
  async queue(ctx: Context) {
    const { limit, cursor, state, overdue, secondReview, openHits, ...filters } = input(endpoints.listQueue, ctx).query;
    ctx.body = await listQueue(strapi, { ...filters, states: state, isOverdue: overdue, needsSecondReview: secondReview, hasOpenHits: openHits }, limit, cursor);
  },

  async counts(ctx: Context) {
    ctx.body = { data: await countQueue(strapi) };
  },

  async search(ctx: Context) {
    const { body } = input(endpoints.searchApplications, ctx);
    ctx.body = { data: await searchApplications(strapi, body) };
  },

  async claimNext(ctx: Context) {
    const { overdue, secondReview, openHits, ...asked } = input(endpoints.claimNext, ctx).body;
    const next = await claimNext(strapi, { ...asked, isOverdue: overdue, needsSecondReview: secondReview, hasOpenHits: openHits });
    ctx.body = { data: next ? { id: next.id, claimedUntil: next.claimedUntil.toISOString() } : null };
  },

  async timeline(ctx: Context) {
    const { params, query } = input(endpoints.readTimeline, ctx);
    ctx.body = await readTimeline(strapi, params.id, { withReadings: query.readings === 'with', limit: query.limit, cursor: query.cursor });
  },

  async duplicates(ctx: Context) {
    const { params } = input(endpoints.listDuplicates, ctx);
    ctx.body = { data: await findDuplicates(strapi, params.id) };
  },

  async attempts(ctx: Context) {
    const { params } = input(endpoints.readAttempts, ctx);
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { data: await readAttempts(strapi, params.id) };
  },

  async risk(ctx: Context) {
    const { params, body } = input(endpoints.setRisk, ctx);
    await setRisk(strapi, params.personId, body.risk, body.reason);
    ctx.status = 204;
  },

  async statistics(ctx: Context) {
    ctx.body = { data: await readStatistics(strapi, input(endpoints.readStatistics, ctx).query) };
  },
});
