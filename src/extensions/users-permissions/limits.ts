import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { addressKey, createRateLimit, type RateLimit } from '#kernel';

interface LimitsConfig {
  loginWindowSeconds: number;
  loginPerAccount: number;
  loginPerAddress: number;
  registerPerAddress: number;
  mailPerAccount: number;
  refreshPerAddress: number;
}

/**
 * How often what may be tried. Guesses count for the account, whoever makes them, and for the address, whomever they are
 * aimed at. Right passwords are given back, so that a busy office is not shut out.
 */
export interface Limits {
  guessesOfAccount: RateLimit;
  guessesOfAddress: RateLimit;
  registrations: RateLimit;
  mailsOfAccount: RateLimit;
  mailsOfAddress: RateLimit;
  refreshes: RateLimit;
}

const HOUR = 3_600;
const made = new WeakMap<Core.Strapi, Limits>();

export function limits(strapi: Core.Strapi): Limits {
  let found = made.get(strapi);
  if (!found) {
    const config = strapi.config.get('plugin::users-permissions.limits') as LimitsConfig;
    const limit = (name: string, points: number, durationSeconds: number) => createRateLimit(strapi, name, { points, durationSeconds });
    found = {
      guessesOfAccount: limit('guesses-account', config.loginPerAccount, config.loginWindowSeconds),
      guessesOfAddress: limit('guesses-address', config.loginPerAddress, config.loginWindowSeconds),
      registrations: limit('registrations', config.registerPerAddress, HOUR),
      mailsOfAccount: limit('mails-account', config.mailPerAccount, HOUR),
      // One address may ask for several people, e.g. an office, but not for a whole list.
      mailsOfAddress: limit('mails-address', config.mailPerAccount * 10, HOUR),
      refreshes: limit('refreshes', config.refreshPerAddress, 60),
    };
    made.set(strapi, found);
  }
  return found;
}

/** The caller's address, as far as one customer of a provider is concerned. */
export const callerAddress = (ctx: Context): string => addressKey(ctx.request.ip);

/** Runs a guess at a secret: counted before it is tried, and given back when it was right. */
export async function guess<T>(strapi: Core.Strapi, ctx: Context, account: string | undefined, work: () => Promise<T>): Promise<T> {
  const { guessesOfAccount, guessesOfAddress } = limits(strapi);
  const address = callerAddress(ctx);
  await guessesOfAddress.take(address);
  if (account !== undefined) await guessesOfAccount.take(account);
  const result = await work();
  await guessesOfAddress.giveBack(address);
  if (account !== undefined) await guessesOfAccount.giveBack(account);
  return result;
}
