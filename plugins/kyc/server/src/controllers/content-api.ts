import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { clock, input, NotFound, sql } from '#kernel';
import type { Level } from '../domain/level';
import * as endpoints from '../http/endpoints';
import { findOpenApplication, findOwnApplication } from '../services/applications';
import { apply } from '../services/apply';
import { countCall } from '../services/call-limit';
import { levelsAt } from '../services/levels';
import { standingOf } from '../services/limits';
import { presentOwn } from '../services/present';
import { say } from '../services/say';
import { submit } from '../services/submit';
import { withdraw } from '../services/withdraw';
import { caller } from './caller';

const toOut = ({ key, name, rank, version, validFrom, requirements, limits, validityDays }: Level) => ({
  key, name, rank, version, validFrom: validFrom.toISOString(), requirements, limits, validityDays,
});

const level = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    const levels = await levelsAt(sql(strapi), clock.now());
    ctx.body = { data: levels.filter(({ isOffered }) => isOffered).map(toOut) };
  },
});

const profile = ({ strapi }: { strapi: Core.Strapi }) => ({
  async findOne(ctx: Context) {
    const [standing, open] = await Promise.all([standingOf(sql(strapi), caller(ctx), clock.now()), findOpenApplication(sql(strapi), caller(ctx))]);
    ctx.body = {
      data: {
        level: standing.level,
        state: standing.state,
        limits: standing.limits,
        nextLevel: standing.nextLevel?.key ?? null,
        requirements: standing.nextLevel?.requirements ?? null,
        reviewDueAt: standing.nextReviewAt?.toISOString() ?? null,
        applicationId: open?.id ?? null,
      },
    };
  },
});

const application = ({ strapi }: { strapi: Core.Strapi }) => ({
  async create(ctx: Context) {
    const { body } = input(endpoints.createApplication, ctx);
    await countCall(strapi, caller(ctx));
    const created = await apply(strapi, caller(ctx), body.level);
    ctx.status = 201;
    ctx.body = { data: await presentOwn(strapi, created) };
  },

  async findOne(ctx: Context) {
    const { params } = input(endpoints.getApplication, ctx);
    const found = await findOwnApplication(sql(strapi), params.id, caller(ctx));
    if (!found) throw new NotFound();
    ctx.body = { data: await presentOwn(strapi, found) };
  },

  async update(ctx: Context) {
    const { params, body } = input(endpoints.changeApplication, ctx);
    const { identifiers = [], ...said } = body;
    await countCall(strapi, caller(ctx));
    const details = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
    ctx.body = { data: await presentOwn(strapi, await say(strapi, caller(ctx), params.id, { details, identifiers })) };
  },

  async submit(ctx: Context) {
    const { params } = input(endpoints.submitApplication, ctx);
    await countCall(strapi, caller(ctx));
    ctx.body = { data: await presentOwn(strapi, await submit(strapi, caller(ctx), params.id)) };
  },

  async withdraw(ctx: Context) {
    const { params } = input(endpoints.withdrawApplication, ctx);
    await countCall(strapi, caller(ctx));
    ctx.body = { data: await presentOwn(strapi, await withdraw(strapi, caller(ctx), params.id)) };
  },
});

export default { level, profile, application };
