import env from './env';

export default [
  'plugin::kernel.request-context',
  'strapi::errors',
  'plugin::kernel.errors',
  'strapi::security',
  { name: 'strapi::cors', config: { origin: env.CORS_ORIGINS, exposeHeaders: ['X-Request-Id', 'Retry-After', 'Idempotency-Replayed'] } },
  'strapi::query',
  // The unparsed text is what webhooks are signed over.
  { name: 'strapi::body', config: { includeUnparsed: true, jsonLimit: '1mb', formLimit: '256kb', textLimit: '256kb' } },
  'plugin::kernel.printable',
  'strapi::favicon',
  'strapi::public',
];
