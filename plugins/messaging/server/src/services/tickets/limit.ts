import type { Core } from '@strapi/strapi';
import { createRateLimit, type RateLimit } from '#kernel';
import { messagingConfig } from '../../config';

const HOUR_SECONDS = 3_600;
const made = new WeakMap<Core.Strapi, RateLimit>();

/** Counts a ticket that somebody opens: each is work for people. @throws TooManyRequests */
export async function countOpening(strapi: Core.Strapi, requesterId: string): Promise<void> {
  let limit = made.get(strapi);
  if (!limit) {
    limit = createRateLimit(strapi, 'tickets', { points: messagingConfig(strapi).tickets.perRequesterAndHour, durationSeconds: HOUR_SECONDS });
    made.set(strapi, limit);
  }
  await limit.take(requesterId);
}
