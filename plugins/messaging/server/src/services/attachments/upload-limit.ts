import type { Core } from '@strapi/strapi';
import { createRateLimit, type RateLimit } from '#kernel';
import { messagingConfig } from '../../config';

const limits = new WeakMap<Core.Strapi, RateLimit>();

/** How often one person may upload. */
export function uploadLimit(strapi: Core.Strapi): RateLimit {
  let limit = limits.get(strapi);
  if (!limit) {
    limit = createRateLimit(strapi, 'attachments', { points: messagingConfig(strapi).attachments.uploadsPerMinute, durationSeconds: 60 });
    limits.set(strapi, limit);
  }
  return limit;
}
