import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { dropBody, input, unreadBody } from '#kernel';
import * as endpoints from '../http/ticket-files-admin';
import { discardUpload, linkInTicket, uploadForTicket } from '../services/tickets/files';
import { staffViewer } from './staff-viewer';

/** Files that staff send and read. */
export const ticketFiles = ({ strapi }: { strapi: Core.Strapi }) => ({
  async upload(ctx: Context) {
    const { params, query } = input(endpoints.uploadForTicket, ctx);
    try {
      ctx.body = { data: await uploadForTicket(strapi, staffViewer(ctx), params.id, query.room, { name: query.name, declaredBytes: ctx.request.length, bytes: unreadBody(ctx) }) };
    } catch (error) {
      dropBody(ctx);
      throw error;
    }
    ctx.status = 201;
  },

  async link(ctx: Context) {
    const { id, attachmentId } = input(endpoints.linkInTicket, ctx).params;
    ctx.set('Cache-Control', 'private, no-store');
    ctx.body = { data: await linkInTicket(strapi, staffViewer(ctx), id, attachmentId) };
  },

  async discard(ctx: Context) {
    const { id, attachmentId } = input(endpoints.discardUpload, ctx).params;
    await discardUpload(strapi, staffViewer(ctx), id, attachmentId);
    ctx.status = 204;
  },
});
