import type { Core } from '@strapi/strapi';
import { createRateLimit, type RateLimit } from '#kernel';
import { kycConfig } from '../config';

const made = new WeakMap<Core.Strapi, RateLimit>();

/**
 * Counts a request by which a person changes their application.
 *
 * @throws TooManyRequests when this person has asked too often within a minute.
 */
export async function countCall(strapi: Core.Strapi, personId: string): Promise<void> {
  let limit = made.get(strapi);
  if (!limit) {
    limit = createRateLimit(strapi, 'kyc-calls', { points: kycConfig(strapi).callsPerUserAndMinute, durationSeconds: 60 });
    made.set(strapi, limit);
  }
  await limit.take(personId);
}
