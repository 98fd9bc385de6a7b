import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { clock, input } from '#kernel';
import * as staffEndpoints from '../http/moderation-admin';
import * as endpoints from '../http/reports';
import { reportMessage } from '../services/moderation/report';
import { listSanctions } from '../services/moderation/sanctions';
import { setSlowMode } from '../services/moderation/slow-mode';
import { viewer } from './viewer';

/** What a role that may settle reports may do in rooms of others. */
const MODERATES = 'plugin::messaging.moderation.resolveReport';

const isModerator = (ctx: Context): boolean => (ctx.state.auth as { ability: { can(action: string): boolean } }).ability.can(MODERATES);

export const report = ({ strapi }: { strapi: Core.Strapi }) => ({
  async create(ctx: Context) {
    const { params, body } = input(endpoints.reportMessage, ctx);
    const { reportId, isNew } = await reportMessage(strapi, viewer(ctx), params.id, body);
    ctx.status = isNew ? 201 : 200;
    ctx.body = { data: { reportId } };
  },
});

export const sanction = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    const { limit, cursor } = input(endpoints.listOwnSanctions, ctx).query;
    const { data, meta } = await listSanctions(strapi, { userId: viewer(ctx).id, activeAt: clock.now() }, limit, cursor);
    ctx.body = { data: data.map(({ id, kind, roomId, until, reason, decidedAt }) => ({ id, kind, roomId, until, reason, decidedAt })), meta };
  },
});

/** For the owner of a room, and for moderators. */
export const slowMode = ({ strapi }: { strapi: Core.Strapi }) => ({
  async put(ctx: Context) {
    const { params, body } = input(endpoints.setSlowMode, ctx);
    ctx.body = { data: await setSlowMode(strapi, viewer(ctx), params.id, body.seconds, isModerator(ctx)) };
  },
});

export const staffSlowMode = ({ strapi }: { strapi: Core.Strapi }) => ({
  async put(ctx: Context) {
    const { params, body } = input(staffEndpoints.setSlowMode, ctx);
    const { documentId: id } = ctx.state.user as { documentId: string };
    ctx.body = { data: await setSlowMode(strapi, { kind: 'staff', id }, params.id, body.seconds, true) };
  },
});
