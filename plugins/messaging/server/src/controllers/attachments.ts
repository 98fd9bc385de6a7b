import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { dropBody, input, unreadBody } from '#kernel';
import * as endpoints from '../http/attachments';
import { linkTo, openLink } from '../services/attachments/links';
import { upload } from '../services/attachments/upload';
import { viewer } from './viewer';

/** Somebody else's bytes under our address: to be saved, kept by nobody on the way, and harmless where a browser shows them after all. */
const FILE_HEADERS = {
  'Cache-Control': 'private, no-store',
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
};

export const attachment = ({ strapi }: { strapi: Core.Strapi }) => ({
  async upload(ctx: Context) {
    const { roomId, name } = input(endpoints.uploadAttachment, ctx).query;
    try {
      ctx.body = { data: await upload(strapi, viewer(ctx), { roomId, name, declaredBytes: ctx.request.length, bytes: unreadBody(ctx) }) };
    } catch (error) {
      dropBody(ctx);
      throw error;
    }
    ctx.status = 201;
  },

  async link(ctx: Context) {
    ctx.set('Cache-Control', 'private, no-store');
    ctx.body = { data: await linkTo(strapi, viewer(ctx), input(endpoints.linkAttachment, ctx).params.id) };
  },

  async content(ctx: Context) {
    const { params, query } = input(endpoints.readAttachment, ctx);
    const { name, mediaType, sizeBytes, bytes } = await openLink(strapi, params.id, query);
    ctx.set(FILE_HEADERS);
    ctx.attachment(name);
    ctx.type = mediaType;
    ctx.body = bytes;
    // Where the file breaks off the answer does as well, and is shorter than it says.
    ctx.length = sizeBytes;
  },
});
