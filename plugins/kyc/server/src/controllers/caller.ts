import type { Context } from 'koa';

/** The public id of the signed-in user, as authentication left them. */
export const caller = (ctx: Context): string => (ctx.state.user as { documentId: string }).documentId;
