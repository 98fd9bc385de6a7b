import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Core } from '@strapi/strapi';
import { sha256 } from '../crypto';
import { TooManyRequests } from '../errors';
import { createRateLimitStore, type Allowance, type RateLimitStore } from './store';

/** Counts attempts by a key, on all instances together. */
export interface RateLimit {
  /**
   * Takes one attempt. Taken before the work, so that a hundred attempts at the same moment do not all pass.
   *
   * @throws TooManyRequests with the time to wait, when none is left.
   */
  take(key: string): Promise<void>;
  /** Gives an attempt back that turned out to be a right one. */
  giveBack(key: string): Promise<void>;
}

const stores = new WeakMap<Core.Strapi, RateLimitStore>();

export function startRateLimits(strapi: Core.Strapi, redisUrl: string | undefined): void {
  stores.set(strapi, createRateLimitStore(strapi, redisUrl));
}

export const stopRateLimits = (strapi: Core.Strapi): void => stores.get(strapi)?.close();

/** A limit of its own name and allowance, e.g. `createRateLimit(strapi, 'login-account', { points: 10, durationSeconds: 900 })`. */
export function createRateLimit(strapi: Core.Strapi, name: string, allowance: Allowance): RateLimit {
  // Made at the first use: plugins may declare limits before the kernel has registered.
  let made: RateLimiterAbstract | undefined;
  const limiter = () => (made ??= storeOf(strapi).limiter(name, allowance));
  return {
    async take(key) {
      try {
        await limiter().consume(digest(key));
      } catch (error) {
        if (error instanceof RateLimiterRes) throw new TooManyRequests({ retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1_000)) });
        throw error;
      }
    },
    async giveBack(key) {
      await limiter().reward(digest(key));
    },
  };
}

/** Keys hold e-mail addresses and may be long: neither belongs into the table. */
const digest = (key: string) => sha256(key).toString('base64url');

function storeOf(strapi: Core.Strapi): RateLimitStore {
  const store = stores.get(strapi);
  if (!store) throw new Error('The kernel plugin is not registered; it must come first in config/plugins.ts.');
  return store;
}
