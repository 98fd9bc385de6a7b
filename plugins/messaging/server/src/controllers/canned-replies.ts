import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input } from '#kernel';
import * as endpoints from '../http/canned-replies-admin';
import { findReply, listReplies, type CannedReply } from '../services/canned-replies/canned-replies';
import { cannedReplies as kind } from '../services/canned-replies/editable';
import { fillIn, peopleFor } from '../services/canned-replies/fill-in';
import { findTicket } from '../services/tickets/find';
import { editing } from './editing';
import { owned, presentOwned } from './owned';
import { staffViewer } from './staff-viewer';

const present = ({ ownerId, ...reply }: CannedReply) => ({ ...reply, isPersonal: ownerId !== null });

/** What staff say often. */
export const cannedReplies = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    ctx.body = { data: (await listReplies(strapi, staffViewer(ctx), input(endpoints.listReplies, ctx).query)).map(present) };
  },

  ...editing({ create: endpoints.createReply, replace: endpoints.replaceReply, remove: endpoints.removeReply }, owned(strapi, kind), (stored) => presentOwned(kind, stored)),

  async render(ctx: Context) {
    const { id, cannedReplyId } = input(endpoints.renderReply, ctx).params;
    const me = staffViewer(ctx);
    const ticket = await findTicket(strapi, me, id);
    const { text } = await findReply(strapi, me, cannedReplyId);
    ctx.body = { data: { text: fillIn(text, ticket, await peopleFor(strapi, [text], ticket, me.id)) } };
  },
});
