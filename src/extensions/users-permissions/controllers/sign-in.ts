import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input, sessions, Unauthenticated } from '#kernel';
import { advancedSettings, findByIdentifier, userService, type Account } from '../accounts';
import { refresh, signIn } from '../endpoints';
import { AccountBlocked, AccountUnconfirmed, WrongCredentials } from '../errors';
import { callerAddress, guess, limits } from '../limits';
import { presentUser } from '../shapes';

/** bcrypt of a random password that nobody has: an unknown account costs the same time as a wrong password. */
const NOBODYS_HASH = '$2a$10$vDna91x14NjEuf9pQ4781.339yT1hYz/5lYOKyirlw0KUSGV..VDS';

export const signInController = (strapi: Core.Strapi) => ({
  async callback(ctx: Context) {
    const { identifier, password, deviceId } = input(signIn, ctx).body;
    const account = await findByIdentifier(strapi, identifier);
    const guessed = account ? `user:${account.id}` : `unknown:${identifier.toLowerCase()}`;
    const user = await guess(strapi, ctx, guessed, async () => {
      const isRight = await userService(strapi).validatePassword(password, account?.password ?? NOBODYS_HASH);
      if (!account || !isRight) throw new WrongCredentials();
      return account;
    });
    await assertMayEnter(strapi, user);
    const pair = await sessions(strapi).start(user, { id: deviceId, userAgent: ctx.get('user-agent') });
    ctx.body = { ...pair, user: presentUser(user) };
  },

  async refresh(ctx: Context) {
    await limits(strapi).refreshes.take(callerAddress(ctx));
    const pair = await sessions(strapi).refresh(input(refresh, ctx).body.refreshToken);
    if (!pair) throw new Unauthenticated();
    ctx.body = pair;
  },
});

/** Said only to somebody who knows the password. */
async function assertMayEnter(strapi: Core.Strapi, account: Account): Promise<void> {
  if (account.blocked) throw new AccountBlocked();
  if (!account.confirmed && (await advancedSettings(strapi)).email_confirmation) throw new AccountUnconfirmed();
}
