import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { clock, sql } from '#kernel';
import type { Level } from '../domain/level';
import { findOpenApplication } from '../services/applications';
import { levelsAt } from '../services/levels';
import { standingOf } from '../services/limits';
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

export default { level, profile };
