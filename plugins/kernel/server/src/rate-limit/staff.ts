import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { addressKey } from './address-key';
import { createRateLimit } from './rate-limit';

export interface StaffLimits {
  /** Wrong passwords for one account, and from one address, in `windowSeconds`. */
  perAccount: number;
  perAddress: number;
  windowSeconds: number;
}

/**
 * Puts shared counters in the place of Strapi's, which count for one instance only and give every spelling of an address a
 * counter of its own. `admin::rateLimit` guards the login of the admin panel, `plugin::email.rateLimit` its forgotten passwords.
 */
export function limitStaff(strapi: Core.Strapi, { perAccount, perAddress, windowSeconds }: StaffLimits): void {
  const ofAccount = createRateLimit(strapi, 'staff-account', { points: perAccount, durationSeconds: windowSeconds });
  const ofAddress = createRateLimit(strapi, 'staff-address', { points: perAddress, durationSeconds: windowSeconds });

  const limit = (): Core.MiddlewareHandler => async (ctx, next) => {
    const account = `${ctx.path.toLowerCase()}:${emailOf(ctx)}`;
    const address = addressKey(ctx.request.ip);
    await ofAddress.take(address);
    await ofAccount.take(account);
    await next();
    // A right password is no guess. Mails are counted, right or wrong: each one lands in somebody's mailbox.
    if (ctx.status >= 400 || !ctx.path.endsWith('/login')) return;
    await ofAddress.giveBack(address);
    await ofAccount.giveBack(account);
  };
  const registry = strapi.get('middlewares') as unknown as { set(uid: string, factory: () => Core.MiddlewareHandler): unknown };
  registry.set('admin::rateLimit', limit);
  registry.set('plugin::email.rateLimit', limit);
}

function emailOf(ctx: Context): string {
  const { email } = ((ctx.request as { body?: unknown }).body ?? {}) as { email?: unknown };
  return typeof email === 'string' ? email.toLowerCase() : 'nobody';
}
