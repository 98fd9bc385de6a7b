import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input } from '#kernel';
import * as endpoints from '../http/privacy-admin';
import { sendExport } from './privacy';
import { allowLegalAccess, liftHold, setHold } from '../services/privacy/holds';
import { presentPrivacy } from '../services/privacy/present';
import { liftRestriction, restrictPerson } from '../services/privacy/restrict';

/** What staff do about what is known of people. */
export const staffPrivacy = ({ strapi }: { strapi: Core.Strapi }) => {
  const answer = async (ctx: Context, personId: string) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { data: await presentPrivacy(strapi, personId) };
  };
  return {
    async export(ctx: Context) {
      await sendExport(strapi, ctx, input(endpoints.exportPerson, ctx).params.personId);
    },

    async find(ctx: Context) {
      await answer(ctx, input(endpoints.readPrivacy, ctx).params.personId);
    },

    async erase(ctx: Context) {
      const { params, body } = input(endpoints.erasePerson, ctx);
      await restrictPerson(strapi, params.personId, body.reason);
      await answer(ctx, params.personId);
    },

    async lift(ctx: Context) {
      const { params } = input(endpoints.liftRestriction, ctx);
      await liftRestriction(strapi, params.personId);
      await answer(ctx, params.personId);
    },

    async setHold(ctx: Context) {
      const { params, body } = input(endpoints.setHold, ctx);
      await setHold(strapi, params.personId, body.reason, body.note);
      await answer(ctx, params.personId);
      ctx.status = 201;
    },

    async liftHold(ctx: Context) {
      const { params } = input(endpoints.liftHold, ctx);
      await liftHold(strapi, params.personId, params.id);
      await answer(ctx, params.personId);
    },

    async legalAccess(ctx: Context) {
      const { params, body } = input(endpoints.allowLegalAccess, ctx);
      ctx.body = { data: { until: (await allowLegalAccess(strapi, params.personId, body.purpose)).toISOString() } };
    },
  };
};
