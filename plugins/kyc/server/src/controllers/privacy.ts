import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { clock, input } from '#kernel';
import * as staff from '../http/privacy-admin';
import { countExport, exportPerson } from '../services/privacy/export';
import { caller } from './caller';

async function sendExport(strapi: Core.Strapi, ctx: Context, personId: string): Promise<void> {
  const { passphrase, archive } = await exportPerson(strapi, personId);
  ctx.set({ 'Archive-Passphrase': passphrase, 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' });
  ctx.attachment(`${personId}-${clock.now().toISOString().slice(0, 10)}.zip`);
  ctx.type = 'application/zip';
  ctx.body = archive;
  // Koa leaves an answer that has begun open; whoever waits for the rest must learn that there is none.
  archive.on('error', () => ctx.res.destroy());
}

/** What people may ask for about what is known of them. */
export const privacy = ({ strapi }: { strapi: Core.Strapi }) => ({
  async export(ctx: Context) {
    await countExport(strapi, caller(ctx));
    await sendExport(strapi, ctx, caller(ctx));
  },
});

/** The same for staff, who do it for them. */
export const staffPrivacy = ({ strapi }: { strapi: Core.Strapi }) => ({
  async export(ctx: Context) {
    await sendExport(strapi, ctx, input(staff.exportPerson, ctx).params.personId);
  },
});
