import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input, rawBody } from '#kernel';
import * as endpoints from '../http/verifications';
import * as staff from '../http/verifications-admin';
import { countCall } from '../services/call-limit';
import { askAgain } from '../services/verifications/ask-again';
import { beginVerifications } from '../services/verifications/begin';
import { presentOwnVerifications, readVerifications } from '../services/verifications/present';
import { receiveWebhook } from '../services/verifications/webhooks';
import { caller } from './caller';

/** What applicants and staff do with verifications. */
export const verification = ({ strapi }: { strapi: Core.Strapi }) => ({
  async begin(ctx: Context) {
    const { id } = input(endpoints.beginVerifications, ctx).params;
    await countCall(strapi, caller(ctx));
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { data: await presentOwnVerifications(strapi, await beginVerifications(strapi, caller(ctx), id)) };
  },

  async read(ctx: Context) {
    const { id } = input(staff.readVerifications, ctx).params;
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { data: await readVerifications(strapi, id) };
  },

  async askAgain(ctx: Context) {
    const { applicationId } = await askAgain(strapi, input(staff.askAgain, ctx).params.id);
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { data: await readVerifications(strapi, applicationId) };
  },
});

export const verifierWebhook = ({ strapi }: { strapi: Core.Strapi }) => ({
  async receive(ctx: Context) {
    const { params } = input(endpoints.receiveVerifierWebhook, ctx);
    const headers = Object.fromEntries(Object.entries(ctx.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]));
    await receiveWebhook(strapi, params.verifier, rawBody(ctx), headers);
    ctx.body = { received: true };
  },
});
