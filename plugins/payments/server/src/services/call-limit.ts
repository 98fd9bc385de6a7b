import type { Core } from '@strapi/strapi';
import { createRateLimit, type RateLimit } from '#kernel';
import { paymentsConfig } from '../config';

const made = new WeakMap<Core.Strapi, RateLimit>();

/**
 * Counts a request of a user that makes us call a gateway.
 *
 * @throws TooManyRequests when this user has asked too often within a minute.
 */
export async function countGatewayCall(strapi: Core.Strapi, userId: string): Promise<void> {
  let limit = made.get(strapi);
  if (!limit) {
    limit = createRateLimit(strapi, 'payment-calls', { points: paymentsConfig(strapi).callsPerUserAndMinute, durationSeconds: 60 });
    made.set(strapi, limit);
  }
  await limit.take(userId);
}
