import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input } from '#kernel';
import * as endpoints from '../http/sla-admin';
import { agentParts } from '../services/sla/agents';
import * as editable from '../services/sla/editable';
import { create, listAll, remove, replace, setAvailability, type Stored, type Values } from '../services/sla/edit';
import { editing, type Endpoints, type Keeping } from './editing';
import { presentStored } from './present-sla';
import { staffViewer } from './staff-viewer';

type Present = (stored: readonly Stored[]) => Promise<object[]>;

/** What is everybody's: its route says who may edit it. */
const shared = (strapi: Core.Strapi, kind: editable.Editable): Keeping<Values> => ({
  create: (_ctx, values) => create(strapi, kind, values),
  replace: (_ctx, id, values) => replace(strapi, kind, id, values),
  remove: (_ctx, id) => remove(strapi, kind, id),
});

/** The four acts of one kind of rules. */
const rules = (strapi: Core.Strapi, kind: editable.Editable, routes: Endpoints<Values>, present: Present) => ({
  async find(ctx: Context) {
    ctx.body = { data: await present(await listAll(strapi, kind)) };
  },
  ...editing(routes, shared(strapi, kind), async (stored) => (await present([stored]))[0]),
});

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

export const calendars = ({ strapi }: { strapi: Core.Strapi }) => rules(strapi, editable.calendars, endpoints.calendars, plainly(editable.calendars));
export const policies = ({ strapi }: { strapi: Core.Strapi }) => rules(strapi, editable.policies, endpoints.policies, plainly(editable.policies));
export const followUpRules = ({ strapi }: { strapi: Core.Strapi }) => rules(strapi, editable.followUpRules, endpoints.followUpRules, plainly(editable.followUpRules));
export const agents = ({ strapi }: { strapi: Core.Strapi }) => ({
  ...rules(strapi, editable.agents, endpoints.agents, withParts(strapi)),
  /** Of whoever asks. */
  async setAvailability(ctx: Context) {
    const stored = await setAvailability(strapi, staffViewer(ctx).id, input(endpoints.setAvailability, ctx).body);
    ctx.body = { data: (await withParts(strapi)([stored]))[0] };
  },
});
