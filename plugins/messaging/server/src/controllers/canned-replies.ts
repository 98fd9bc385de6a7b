import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input } from '#kernel';
import * as endpoints from '../http/canned-replies-admin';
import { findReply, listReplies, type CannedReply } from '../services/canned-replies/canned-replies';
import { cannedReplies as kind } from '../services/canned-replies/editable';
import { fillIn, peopleFor } from '../services/canned-replies/fill-in';
import { createOwned, removeOwned, replaceOwned } from '../services/canned-replies/owned';
import type { Stored } from '../services/sla/edit';
import { findTicket } from '../services/tickets/find';
import { presentOwned } from './present-owned';
import { staffViewer } from './staff-viewer';

const present = ({ ownerId, ...reply }: CannedReply) => ({ ...reply, isPersonal: ownerId !== null });
const one = (stored: Stored) => ({ data: presentOwned(kind, stored) });

/** What staff say often. */
export const cannedReplies = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    ctx.body = { data: (await listReplies(strapi, staffViewer(ctx), input(endpoints.listReplies, ctx).query)).map(present) };
  },

  async create(ctx: Context) {
    const stored = await createOwned(strapi, kind, staffViewer(ctx), input(endpoints.createReply, ctx).body);
    ctx.status = 201;
    ctx.body = one(stored);
  },

  async replace(ctx: Context) {
    const { params, body } = input(endpoints.replaceReply, ctx);
    ctx.body = one(await replaceOwned(strapi, kind, staffViewer(ctx), params.id, body));
  },

  async remove(ctx: Context) {
    await removeOwned(strapi, kind, staffViewer(ctx), input(endpoints.removeReply, ctx).params.id);
    ctx.status = 204;
  },

  async render(ctx: Context) {
    const { id, cannedReplyId } = input(endpoints.renderReply, ctx).params;
    const me = staffViewer(ctx);
    const ticket = await findTicket(strapi, me, id);
    const { text } = await findReply(strapi, me, cannedReplyId);
    ctx.body = { data: { text: fillIn(text, ticket, await peopleFor(strapi, [text], ticket, me.id)) } };
  },
});
