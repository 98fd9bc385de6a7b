import type { z } from '@strapi/utils';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input, type AdminEndpoint } from '#kernel';
import * as endpoints from '../http/sla-admin';
import { agentParts } from '../services/sla/agents';
import * as editable from '../services/sla/editable';
import { create, listAll, remove, replace, setAvailability, type Stored, type Values } from '../services/sla/edit';
import { presentStored } from './present-sla';
import { staffViewer } from './staff-viewer';

interface Editing {
  create: AdminEndpoint<{ body: z.ZodType<Values> }>;
  replace: AdminEndpoint<{ params: z.ZodType<{ id: string }>; body: z.ZodType<Values> }>;
  remove: AdminEndpoint<{ params: z.ZodType<{ id: string }> }>;
}

type Present = (stored: readonly Stored[]) => Promise<object[]>;

/** The four acts of one kind of what staff edit. */
const editing = (strapi: Core.Strapi, kind: editable.Editable, routes: Editing, present: Present) => {
  const one = async (stored: Stored) => ({ data: (await present([stored]))[0] });
  return {
    async find(ctx: Context) {
      ctx.body = { data: await present(await listAll(strapi, kind)) };
    },
    async create(ctx: Context) {
      const stored = await create(strapi, kind, input(routes.create, ctx).body);
      ctx.status = 201;
      ctx.body = await one(stored);
    },
    async replace(ctx: Context) {
      const { params, body } = input(routes.replace, ctx);
      ctx.body = await one(await replace(strapi, kind, params.id, body));
    },
    async remove(ctx: Context) {
      await remove(strapi, kind, input(routes.remove, ctx).params.id);
      ctx.status = 204;
    },
  };
};

const plainly =
  (kind: editable.Editable): Present =>
  (stored) =>
    Promise.resolve(stored.map((one) => presentStored(kind, one)));

const withParts =
  (strapi: Core.Strapi): Present =>
  async (stored) => {
    const parts = await agentParts(strapi);
    return stored.map((one) => ({ ...presentStored(editable.agents, one), ...parts.get(String(one.staffId)) }));
  };

export const calendars = ({ strapi }: { strapi: Core.Strapi }) => editing(strapi, editable.calendars, endpoints.calendars, plainly(editable.calendars));
export const policies = ({ strapi }: { strapi: Core.Strapi }) => editing(strapi, editable.policies, endpoints.policies, plainly(editable.policies));
export const followUpRules = ({ strapi }: { strapi: Core.Strapi }) => editing(strapi, editable.followUpRules, endpoints.followUpRules, plainly(editable.followUpRules));
export const agents = ({ strapi }: { strapi: Core.Strapi }) => ({
  ...editing(strapi, editable.agents, endpoints.agents, withParts(strapi)),
  /** Of whoever asks. */
  async setAvailability(ctx: Context) {
    const stored = await setAvailability(strapi, staffViewer(ctx).id, input(endpoints.setAvailability, ctx).body);
    ctx.body = { data: (await withParts(strapi)([stored]))[0] };
  },
});
