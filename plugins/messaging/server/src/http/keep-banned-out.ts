import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import type { SignedInUser } from '#kernel';
import { assertReaches, banned } from '../services/moderation/standing';
import type { Place } from '../services/moderation/support';

/** What a banned person still gets: why they are banned, whom they keep away, and support. */
const OPEN_TO_BANNED = /^\/(sanctions|blocks|tickets)(\/|$)/;

const refuse = async (ctx: Context, next: Next): Promise<unknown> => {
  const user = ctx.state.user as SignedInUser | undefined;
  if (user) await assertReaches(strapi, (await banned(strapi, [user.documentId])).get(user.documentId), placeOf(ctx));
  return next();
};

/** What `:id` of an address below `/rooms` or `/messages` names; or what is asked about several rooms, by the name that sockets use, too. */
function placeOf(ctx: Context): Place {
  const { id } = (ctx as Context & { params: { id?: string } }).params;
  if (id === undefined) return { roomIds: Object.keys((ctx.request.body as { rooms?: object } | undefined)?.rooms ?? {}), isEachForItself: true };
  return id.startsWith('room_') ? { roomIds: [id] } : { messageId: id };
}

/** A route that who is banned everywhere does not get through; sockets have the same. */
export function keepBannedOut(route: Core.RouteInput): Core.RouteInput {
  const { path, config = {} } = route;
  if (OPEN_TO_BANNED.test(path) || config.auth === false) return route;
  return { ...route, config: { ...config, middlewares: [...((config.middlewares as unknown[] | undefined) ?? []), refuse] } } as Core.RouteInput;
}
