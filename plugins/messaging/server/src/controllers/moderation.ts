import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { clock, input } from '#kernel';
import type { Moderator } from '../domain/sanction';
import * as staffEndpoints from '../http/moderation-admin';
import * as userEndpoints from '../http/moderation';
import { concernedIn, type Concerning } from '../services/moderation/concerned';
import { liftSanction } from '../services/moderation/lift';
import { readReport } from '../services/moderation/read-report';
import { removeMessage } from '../services/moderation/remove-message';
import { listReports } from '../services/moderation/reports';
import { resolveReport } from '../services/moderation/resolve';
import { sanctionPerson } from '../services/moderation/sanction';
import { listSanctions } from '../services/moderation/sanctions';

/** The same acts for both: moderators of the API, and staff in the admin panel. */
const acts = (kind: Moderator['kind'], endpoints: typeof userEndpoints | typeof staffEndpoints) => {
  const moderator = (ctx: Context): Moderator => ({ kind, id: (ctx.state.user as { documentId: string }).documentId });
  return ({ strapi }: { strapi: Core.Strapi }) => {
    /** Moderators of the API see ids, staff the names that go with them. */
    const shown = async <A extends { data: Concerning | readonly Concerning[]; meta?: object }>(answer: A) =>
      kind === 'user' ? answer : { ...answer, meta: { ...answer.meta, ...(await concernedIn(strapi, [answer.data].flat())) } };
    return {
      async listReports(ctx: Context) {
        const { limit, cursor, ...filter } = input(endpoints.listReports, ctx).query;
        ctx.body = await shown(await listReports(strapi, filter, limit, cursor));
      },

      async readReport(ctx: Context) {
        ctx.set('Cache-Control', 'no-store');
        ctx.body = await shown({ data: await readReport(strapi, input(endpoints.readReport, ctx).params.id) });
      },

      async resolveReport(ctx: Context) {
        const { params, body } = input(endpoints.resolveReport, ctx);
        ctx.body = { data: await resolveReport(strapi, moderator(ctx), params.id, body) };
      },

      async removeMessage(ctx: Context) {
        const { params, body } = input(endpoints.removeMessage, ctx);
        ctx.body = { data: await removeMessage(strapi, moderator(ctx), params.id, body.reason) };
      },

      async searchSanctions(ctx: Context) {
        const { limit, cursor, state, ...filter } = input(endpoints.searchSanctions, ctx).query;
        ctx.body = await shown(await listSanctions(strapi, { ...filter, ...(state === 'active' ? { activeAt: clock.now() } : {}) }, limit, cursor));
      },

      async createSanction(ctx: Context) {
        ctx.status = 201;
        ctx.body = { data: await sanctionPerson(strapi, moderator(ctx), input(endpoints.createSanction, ctx).body) };
      },

      async liftSanction(ctx: Context) {
        ctx.body = { data: await liftSanction(strapi, moderator(ctx), input(endpoints.liftSanction, ctx).params.id) };
      },
    };
  };
};

export const moderation = acts('user', userEndpoints);
export const staffModeration = acts('staff', staffEndpoints);
