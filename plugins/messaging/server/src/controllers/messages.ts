import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input } from '#kernel';
import * as endpoints from '../http/messages';
import { searchMessages as searchEndpoint } from '../http/search';
import { deleteMessage } from '../services/messages/delete';
import { editMessage } from '../services/messages/edit';
import { searchMessages } from '../services/messages/search';
import { listVersions } from '../services/messages/versions';
import { viewer } from './viewer';

/** What becomes of a message after it was sent, and how it is found again. */
export const messageChanges = ({ strapi }: { strapi: Core.Strapi }) => ({
  async edit(ctx: Context) {
    const { params, body } = input(endpoints.editMessage, ctx);
    ctx.body = { data: await editMessage(strapi, viewer(ctx), params.id, body) };
  },

  async delete(ctx: Context) {
    const { params } = input(endpoints.deleteMessage, ctx);
    ctx.body = { data: await deleteMessage(strapi, viewer(ctx), params.id) };
  },

  async versions(ctx: Context) {
    const { params } = input(endpoints.listVersions, ctx);
    ctx.body = { data: await listVersions(strapi, viewer(ctx), params.id) };
  },

  async search(ctx: Context) {
    ctx.body = await searchMessages(strapi, viewer(ctx), input(searchEndpoint, ctx).query);
  },
});
