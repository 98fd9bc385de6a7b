import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input, sessions, transaction, ValidationFailed, type SignedInUser } from '#kernel';
import { findByEmail, findByPublicId, userService, type Account } from '../accounts';
import { takeCode } from '../codes';
import { changePassword, forgotPassword, resetPassword } from '../endpoints';
import { WrongCode, WrongPassword } from '../errors';
import { callerAddress, guess, limits } from '../limits';
import { queueMail } from '../mails';
import { assertPassword } from '../password-rule';
import { presentUser } from '../shapes';

export const passwordsController = (strapi: Core.Strapi) => ({
  async forgotPassword(ctx: Context) {
    const { email } = input(forgotPassword, ctx).body;
    await limits(strapi).mailsOfAddress.take(callerAddress(ctx));
    await limits(strapi).mailsOfAccount.take(`reset:${email}`);
    const account = await findByEmail(strapi, email);
    await queueMail(strapi, account?.documentId ?? null, 'reset_password');
    ctx.body = { ok: true };
  },

  async resetPassword(ctx: Context) {
    const { code, password } = input(resetPassword, ctx).body;
    const account = await guess(strapi, ctx, undefined, () =>
      // A password that is refused gives the code back with the transaction.
      transaction(strapi, async (tx) => {
        const userId = await takeCode(tx, code, 'reset_password');
        const found = userId === undefined ? undefined : await findByPublicId(strapi, userId, tx);
        if (!found) throw new WrongCode();
        assertPassword(password, found);
        // Who reads the mail has the address: that confirms it too.
        await userService(strapi).edit(found.id, { password, confirmed: true });
        return found;
      }),
    );
    await answerSignedIn(strapi, ctx, { ...account, confirmed: true });
  },

  async changePassword(ctx: Context) {
    const { currentPassword, password, deviceId } = input(changePassword, ctx).body;
    const { user } = ctx.state as { user: SignedInUser };
    const account = await findByPublicId(strapi, user.documentId);
    if (!account) throw new WrongPassword();
    await guess(strapi, ctx, `user:${account.id}`, async () => {
      const isRight = await userService(strapi).validatePassword(currentPassword, account.password ?? '');
      if (!isRight) throw new WrongPassword();
    });
    if (password === currentPassword) {
      throw new ValidationFailed({ errors: [{ path: ['body', 'password'], message: 'Choose a password that is not the current one' }] });
    }
    assertPassword(password, account);
    await userService(strapi).edit(account.id, { password });
    await answerSignedIn(strapi, ctx, account, deviceId);
  },
});

/** The change of the password has ended every session; here begins a new one. */
async function answerSignedIn(strapi: Core.Strapi, ctx: Context, account: Account, deviceId?: string): Promise<void> {
  const pair = await sessions(strapi).start(account, { id: deviceId, userAgent: ctx.get('user-agent') });
  ctx.body = { ...pair, user: presentUser(account) };
}
