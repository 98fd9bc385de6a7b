import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { clock, NotFound, sql } from '#kernel';
import { countCall } from '../services/call-limit';
import { findErasure } from '../services/privacy/erasures';
import { countExport, exportPerson } from '../services/privacy/export';
import { presentOwnErasure } from '../services/privacy/present';
import { restrictPerson } from '../services/privacy/restrict';
import { caller } from './caller';

export async function sendExport(strapi: Core.Strapi, ctx: Context, personId: string): Promise<void> {
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

  async erase(ctx: Context) {
    await countCall(strapi, caller(ctx));
    ctx.body = { data: presentOwnErasure(await restrictPerson(strapi, caller(ctx), 'asked_by_person')) };
  },

  async findErasure(ctx: Context) {
    const erasure = await findErasure(sql(strapi), caller(ctx));
    if (!erasure) throw new NotFound();
    ctx.body = { data: presentOwnErasure(erasure) };
  },
});
