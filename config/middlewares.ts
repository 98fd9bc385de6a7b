import env from './env';

export default [
  'plugin::kernel.request-context',
  'strapi::errors',
  'plugin::kernel.errors',
  'strapi::security',
  { name: 'strapi::cors', config: { origin: env.CORS_ORIGINS, exposeHeaders: ['X-Request-Id', 'Retry-After', 'Idempotency-Replayed', 'Archive-Passphrase'] } },
  'strapi::query',
  // Webhooks are signed over bytes; those of verifiers hold pictures, and are larger.
  { name: 'plugin::kernel.raw-body', config: { paths: ['/api/webhooks/kyc/'], maxBytes: 4_194_304, maxBytesAtOnce: 67_108_864 } },
  { name: 'plugin::kernel.raw-body', config: { paths: ['/api/webhooks/'], maxBytes: 1_048_576 } },
  // Mails, too; they are larger, and anybody can send one.
  { name: 'plugin::kernel.raw-body', config: { paths: ['/api/inbound-mail/'], maxBytes: env.SUPPORT_MAIL_MAX_BYTES, maxBytesAtOnce: Math.max(67_108_864, 2 * env.SUPPORT_MAIL_MAX_BYTES) } },
  { name: 'plugin::kernel.unread-body', config: { paths: ['/api/attachments', '/messaging/tickets/:id/attachments', '/api/kyc/applications/:id/documents'] } },
  // With the unparsed text, a body without a NUL byte is known at a glance.
  { name: 'strapi::body', config: { includeUnparsed: true, jsonLimit: '1mb', formLimit: '256kb', textLimit: '256kb' } },
  'plugin::kernel.printable',
  { name: 'strapi::favicon', config: { path: 'public/favicon.png' } },
  'strapi::public',
];
