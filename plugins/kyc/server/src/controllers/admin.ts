import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input, sql } from '#kernel';
import * as endpoints from '../http/admin';
import { restrictProfile } from '../services/profiles';
import { listReasons } from '../services/reasons';
import { claim, release } from '../services/reviews/claim';
import { decide } from '../services/reviews/decide';
import { readFile } from '../services/reviews/file';
import { revealNumber } from '../services/reviews/reveal';

const admin = ({ strapi }: { strapi: Core.Strapi }) => ({
  async readFile(ctx: Context) {
    const { params } = input(endpoints.readFile, ctx);
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { data: await readFile(strapi, params.id) };
  },

  async listReasons(ctx: Context) {
    ctx.body = { data: await listReasons(sql(strapi)) };
  },

  async claim(ctx: Context) {
    const { params } = input(endpoints.claim, ctx);
    ctx.body = { data: { id: params.id, claimedUntil: (await claim(strapi, params.id)).toISOString() } };
  },

  async release(ctx: Context) {
    await release(strapi, input(endpoints.release, ctx).params.id);
    ctx.status = 204;
  },

  async decide(ctx: Context) {
    const { params, body } = input(endpoints.decide, ctx);
    await decide(strapi, params.id, body);
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { data: await readFile(strapi, params.id) };
  },

  async revealNumber(ctx: Context) {
    const { params, body } = input(endpoints.revealNumber, ctx);
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { data: await revealNumber(strapi, params.id, params.type, body.purpose) };
  },

  async restrictProfile(ctx: Context) {
    const { params, body } = input(endpoints.restrictProfile, ctx);
    await restrictProfile(strapi, params.personId, body.to, body.reason);
    ctx.status = 204;
  },
});

export default { admin };
