import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input } from '#kernel';
import * as endpoints from '../http/macros-admin';
import { createOwned, removeOwned, replaceOwned } from '../services/canned-replies/owned';
import { macros as kind } from '../services/macros/editable';
import { listMacros, type Macro } from '../services/macros/macros';
import { previewMacro } from '../services/macros/preview';
import { runMacro } from '../services/macros/run';
import type { Stored } from '../services/sla/edit';
import { findTicket } from '../services/tickets/find';
import { presentOwned } from './present-owned';
import { forStaff } from './present-ticket';
import { staffViewer } from './staff-viewer';

const present = ({ ownerId, ...macro }: Macro) => ({ ...macro, isPersonal: ownerId !== null });
const one = (stored: Stored) => ({ data: presentOwned(kind, stored) });

/** What staff do often. */
export const macros = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    ctx.body = { data: (await listMacros(strapi, staffViewer(ctx))).map(present) };
  },

  async create(ctx: Context) {
    const stored = await createOwned(strapi, kind, staffViewer(ctx), input(endpoints.createMacro, ctx).body);
    ctx.status = 201;
    ctx.body = one(stored);
  },

  async replace(ctx: Context) {
    const { params, body } = input(endpoints.replaceMacro, ctx);
    ctx.body = one(await replaceOwned(strapi, kind, staffViewer(ctx), params.id, body));
  },

  async remove(ctx: Context) {
    await removeOwned(strapi, kind, staffViewer(ctx), input(endpoints.removeMacro, ctx).params.id);
    ctx.status = 204;
  },

  async preview(ctx: Context) {
    const { id, macroId } = input(endpoints.previewMacro, ctx).params;
    ctx.body = { data: await previewMacro(strapi, staffViewer(ctx), id, macroId) };
  },

  async run(ctx: Context) {
    const { params, body } = input(endpoints.runMacro, ctx);
    const me = staffViewer(ctx);
    await runMacro(strapi, me, params.id, { ...body, macroId: params.macroId });
    const [data] = await forStaff(strapi, [await findTicket(strapi, me, params.id)]);
    ctx.body = { data };
  },
});
