import type { z } from '@strapi/utils';
import type { Context } from 'koa';
import { input, type AdminEndpoint } from '#kernel';
import type { Stored } from '../services/sla/edit';

export interface Endpoints<V> {
  create: AdminEndpoint<{ body: z.ZodType<V> }>;
  replace: AdminEndpoint<{ params: z.ZodType<{ id: string }>; body: z.ZodType<V> }>;
  remove: AdminEndpoint<{ params: z.ZodType<{ id: string }> }>;
}

/** Where what staff edit is kept, for whoever asks. */
export interface Keeping<V> {
  create(ctx: Context, values: V): Promise<Stored>;
  replace(ctx: Context, id: string, values: V): Promise<Stored>;
  remove(ctx: Context, id: string): Promise<void>;
}

/** The acts of one kind of what staff edit. */
export const editing = <V>(endpoints: Endpoints<V>, keeping: Keeping<V>, present: (stored: Stored) => Promise<object | undefined> | object) => ({
  async create(ctx: Context) {
    const data = await present(await keeping.create(ctx, input(endpoints.create, ctx).body));
    ctx.status = 201;
    ctx.body = { data };
  },
  async replace(ctx: Context) {
    const { params, body } = input(endpoints.replace, ctx);
    ctx.body = { data: await present(await keeping.replace(ctx, params.id, body)) };
  },
  async remove(ctx: Context) {
    await keeping.remove(ctx, input(endpoints.remove, ctx).params.id);
    ctx.status = 204;
  },
});
