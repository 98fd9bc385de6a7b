import type { Context } from 'koa';
import type { Viewer } from '../domain/person';

/** The signed-in user, as authentication left them. */
export const viewer = (ctx: Context): Viewer => ({ kind: 'user', id: (ctx.state.user as { documentId: string }).documentId });
