import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { appendEvent, input, transaction } from '#kernel';
import { advancedSettings, findByEmail, findByPublicId, userService } from '../accounts';
import { takeCode } from '../codes';
import { confirmEmail, sendConfirmation } from '../endpoints';
import { WrongCode } from '../errors';
import '../events';
import { callerAddress, guess, limits } from '../limits';
import { queueMail } from '../mails';

export const confirmationController = (strapi: Core.Strapi) => ({
  async sendEmailConfirmation(ctx: Context) {
    const { email } = input(sendConfirmation, ctx).body;
    await limits(strapi).mailsOfAddress.take(callerAddress(ctx));
    await limits(strapi).mailsOfAccount.take(`confirm:${email}`);
    const account = await findByEmail(strapi, email);
    await queueMail(strapi, account?.documentId ?? null, 'confirm_email');
    ctx.body = { email, sent: true };
  },

  async emailConfirmation(ctx: Context) {
    const { confirmation } = input(confirmEmail, ctx).query;
    await guess(strapi, ctx, undefined, () =>
      transaction(strapi, async (tx) => {
        const userId = await takeCode(tx, confirmation, 'confirm_email');
        const account = userId === undefined ? undefined : await findByPublicId(strapi, userId, tx);
        if (!account) throw new WrongCode();
        await userService(strapi).edit(account.id, { confirmed: true });
        await appendEvent(tx, 'user.email_confirmed', { type: 'user', id: account.documentId }, { userId: account.documentId });
      }),
    );
    ctx.redirect((await advancedSettings(strapi)).email_confirmation_redirection ?? '/');
  },
});
