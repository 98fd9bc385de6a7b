import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input } from '#kernel';
import * as endpoints from '../http/macros-admin';
import { macros as kind } from '../services/macros/editable';
import { listMacros, type Macro } from '../services/macros/macros';
import { previewMacro } from '../services/macros/preview';
import { runMacro } from '../services/macros/run';
import { findTicket } from '../services/tickets/find';
import { editing } from './editing';
import { owned, presentOwned } from './owned';
import { forStaff } from './present-ticket';
import { staffViewer } from './staff-viewer';

const present = ({ ownerId, ...macro }: Macro) => ({ ...macro, isPersonal: ownerId !== null });

/** What staff do often. */
export const macros = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    ctx.body = { data: (await listMacros(strapi, staffViewer(ctx))).map(present) };
  },

  ...editing({ create: endpoints.createMacro, replace: endpoints.replaceMacro, remove: endpoints.removeMacro }, owned(strapi, kind), (stored) => presentOwned(kind, stored)),

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
