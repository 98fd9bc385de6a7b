import { errors } from '@strapi/utils';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { Conflict, input, sessions, sql, ValidationFailed } from '#kernel';
import { advancedSettings, isTaken, userService } from '../accounts';
import { signUp } from '../endpoints';
import { AccountTaken, RegistrationClosed } from '../errors';
import { callerAddress, limits } from '../limits';
import { queueMail } from '../mails';
import { assertPassword } from '../password-rule';
import { presentUser } from '../shapes';

export const signUpController = (strapi: Core.Strapi) => ({
  async register(ctx: Context) {
    const { username, email, password, deviceId } = input(signUp, ctx).body;
    if (username.includes('@') && username.toLowerCase() !== email) {
      throw new ValidationFailed({ errors: [{ path: ['body', 'username'], message: 'A user name that is an e-mail address must be your own' }] });
    }
    assertPassword(password, { email, username });
    await limits(strapi).registrations.take(callerAddress(ctx));
    const settings = await advancedSettings(strapi);
    if (!settings.allow_register) throw new RegistrationClosed();
    if (await isTaken(strapi, email, username)) throw new AccountTaken();

    const [role] = await sql(strapi).query<{ id: number }>('SELECT id FROM up_roles WHERE type = $1', [settings.default_role]);
    if (!role) throw new Error(`The default role "${settings.default_role}" of users-permissions does not exist.`);
    const user = await create(strapi, { username, email, password, provider: 'local', role: role.id, confirmed: !settings.email_confirmation });
    if (settings.email_confirmation) {
      await queueMail(strapi, user.documentId, 'confirm_email');
      ctx.body = { user: presentUser(user) };
      return;
    }
    const pair = await sessions(strapi).start(user, { id: deviceId, userAgent: ctx.get('user-agent') });
    ctx.body = { ...pair, user: presentUser(user) };
  },
});

/** Two who register the same address at the same moment both find it free; the database takes one of them. */
async function create(strapi: Core.Strapi, values: object) {
  try {
    return await userService(strapi).add(values);
  } catch (error) {
    const isUniqueViolation = typeof error === 'object' && error !== null && 'code' in error && error.code === '23505';
    if (isUniqueViolation || error instanceof Conflict || isUniquenessComplaint(error)) throw new AccountTaken();
    throw error;
  }
}

const isUniquenessComplaint = (error: unknown) =>
  error instanceof errors.YupValidationError && error.message.includes('must be unique');
