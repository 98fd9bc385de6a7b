import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input } from '#kernel';
import * as endpoints from '../http/reactions';
import { listPins, pinMessage } from '../services/messages/pin';
import { react } from '../services/messages/react';
import { viewer } from './viewer';

/** PUT has it so, DELETE has it no more. */
export const reactions = ({ strapi }: { strapi: Core.Strapi }) => ({
  async react(ctx: Context) {
    const isOn = ctx.method === 'PUT';
    const { params } = input(isOn ? endpoints.addReaction : endpoints.removeReaction, ctx);
    ctx.body = { data: await react(strapi, viewer(ctx), params.id, params.emoji, isOn) };
  },

  async pin(ctx: Context) {
    const isOn = ctx.method === 'PUT';
    const { params } = input(isOn ? endpoints.pinMessage : endpoints.unpinMessage, ctx);
    ctx.body = { data: await pinMessage(strapi, viewer(ctx), params.id, isOn) };
  },

  async pins(ctx: Context) {
    const { params } = input(endpoints.listPins, ctx);
    ctx.body = { data: await listPins(strapi, viewer(ctx), params.id) };
  },
});
