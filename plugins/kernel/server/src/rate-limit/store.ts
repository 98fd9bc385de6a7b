import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRedis, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Core } from '@strapi/strapi';
import { table, type Guard } from '../database/guards';

export const rateLimitGuards: Guard[] = [
  table('rate_limits', 'key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint'),
];

export interface Allowance {
  /** How many attempts are free. */
  points: number;
  /** After this time they are free again. */
  durationSeconds: number;
}

/** Where attempts are counted: one place for all instances. */
export interface RateLimitStore {
  limiter(name: string, allowance: Allowance): RateLimiterAbstract;
  close(): void;
}

/** Redis where there is one, else PostgreSQL. When it does not answer, each instance counts for itself. */
export function createRateLimitStore(strapi: Core.Strapi, redisUrl: string | undefined): RateLimitStore {
  const redis = redisUrl === undefined ? undefined : connect(strapi, redisUrl);
  return {
    limiter(name, { points, durationSeconds }) {
      const options = { keyPrefix: name, points, duration: durationSeconds };
      const insuranceLimiter = new RateLimiterMemory(options);
      if (redis) return new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter });
      return new RateLimiterPostgres({ ...options, storeClient: strapi.db.connection, storeType: 'knex', tableName: 'rate_limits', tableCreated: true, insuranceLimiter });
    },
    close: () => redis?.disconnect(),
  };
}

function connect(strapi: Core.Strapi, url: string): Redis {
  const redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 500 });
  // Without a listener ioredis prints every attempt to reconnect; the insurance counts meanwhile.
  redis.on('error', (error) => strapi.log.warn('Redis does not answer; each instance counts attempts for itself.', { error: error.message }));
  return redis;
}
