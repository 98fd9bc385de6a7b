import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input, NotFound, sessions, transaction, type SignedInUser } from '#kernel';
import { endSession, signOut } from '../endpoints';
import { presentUser } from '../shapes';

interface SignedInState {
  user: SignedInUser;
  session: { id: string };
}

const signedIn = (ctx: Context) => ctx.state as SignedInState;

export const sessionsController = (strapi: Core.Strapi) => ({
  async logout(ctx: Context) {
    const { scope, deviceId } = input(signOut, ctx).body ?? {};
    const { user, session } = signedIn(ctx);
    await transaction(strapi, (tx) =>
      scope === 'all' || deviceId !== undefined
        ? sessions(strapi).endAll(tx, user, 'signed_out', scope === 'all' ? undefined : deviceId)
        : sessions(strapi).endOne(tx, user, session.id, 'signed_out'),
    );
    ctx.body = { ok: true };
  },

  async getSessions(ctx: Context) {
    const { user, session } = signedIn(ctx);
    const all = await sessions(strapi).list(user);
    ctx.body = { data: all.map((one) => ({ ...one, current: one.id === session.id })) };
  },

  async revokeSession(ctx: Context) {
    const { sessionId } = input(endSession, ctx).params;
    const isEnded = await transaction(strapi, (tx) => sessions(strapi).endOne(tx, signedIn(ctx).user, sessionId, 'signed_out'));
    // Another's session answers as one that does not exist.
    if (!isEnded) throw new NotFound();
    ctx.body = { data: {} };
  },
});

export const meController = {
  me(ctx: Context) {
    ctx.body = presentUser(signedIn(ctx).user);
  },
};
