import { readSettings, shape, type Settings } from '#kernel';

// Strapi's timestamps carry no zone, so the process must read and write them in one.
process.env.TZ = 'UTC';

/** Every setting of Mangrove. `.env.example` and docs/reference/settings.md are generated from here. */
export const settings = {
  NODE_ENV: { group: 'Server', schema: shape.choice(['development', 'test', 'production']), fallback: 'development', description: 'How strict to be: production has no default for a secret.' },
  HOST: { group: 'Server', schema: shape.text('an address to listen on, e.g. 127.0.0.1'), development: '127.0.0.1', fallback: '0.0.0.0', description: 'Address to listen on.' },
  PORT: { group: 'Server', schema: shape.integer(0, 65_535), fallback: '1337', description: 'Port to listen on.' },
  PUBLIC_URL: { group: 'Server', schema: shape.url(['http:', 'https:'], 'https://api.example.com'), development: 'http://127.0.0.1:1337', description: 'Address under which clients reach this server.' },
  TRUST_PROXY: { group: 'Server', schema: shape.integer(0, 10), fallback: '0', description: 'How many proxies stand before this server; their X-Forwarded-For is believed. 0 believes none.' },
  CORS_ORIGINS: { group: 'Server', schema: shape.list('https://app.example.com,https://admin.example.com'), development: '*', fallback: '', description: 'Origins of browsers that may call the API.' },
  LOG_LEVEL: { group: 'Server', schema: shape.choice(['error', 'warn', 'info', 'http', 'debug']), fallback: 'info', description: 'How much to log.' },
  DRAIN_TIMEOUT_SECONDS: { group: 'Server', schema: shape.integer(0, 600), fallback: '25', description: 'How long a stop waits for requests and jobs under way.' },
  DATABASE_URL: { group: 'Database', schema: shape.url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/mangrove'), isSecret: true, description: 'PostgreSQL 15 or newer. `npm run up` starts one of its own where this is not set.' },
  DATABASE_POOL_MAX: { group: 'Database', schema: shape.integer(2, 200), fallback: '20', description: 'Most connections that one server holds for requests; background jobs take up to 5 more.' },
  REDIS_URL: { group: 'Database', schema: shape.optional(shape.url(['redis:', 'rediss:'], 'redis://host:6379')), isSecret: true, description: 'Redis, where several servers share sockets and rate limits. Not needed for one.' },
  APP_KEYS: { group: 'Secrets', schema: shape.list('two random texts'), isSecret: true, development: 'development-app-key-one,development-app-key-two', description: 'Sign cookies; the first signs, all are accepted.' },
  ADMIN_JWT_SECRET: { group: 'Secrets', schema: shape.secret(), isSecret: true, development: 'development-admin-jwt-secret-0000000', description: 'Signs the tokens of the admin panel.' },
  JWT_SECRET: { group: 'Secrets', schema: shape.secret(), isSecret: true, development: 'development-user-jwt-secret-00000000', description: 'Signs the access tokens of users.' },
  API_TOKEN_SALT: { group: 'Secrets', schema: shape.secret(16), isSecret: true, development: 'development-api-token-salt', description: 'Salts the hashes of API tokens.' },
  TRANSFER_TOKEN_SALT: { group: 'Secrets', schema: shape.secret(16), isSecret: true, development: 'development-transfer-token-salt', description: 'Salts the hashes of transfer tokens.' },
  ENCRYPTION_KEY: { group: 'Secrets', schema: shape.secret(), isSecret: true, development: 'development-encryption-key-000000000', description: 'Encrypts what Strapi itself keeps secret.' },
  DATA_MASTER_KEY: { group: 'Secrets', schema: shape.key256(), isSecret: true, development: 'ZGV2ZWxvcG1lbnQtZGF0YS1tYXN0ZXIta2V5LTAwMDA=', description: 'Wraps the keys of all personal data that is stored encrypted. Losing it loses that data.' },
  AUDIT_KEY: { group: 'Secrets', schema: shape.key256(), isSecret: true, development: 'ZGV2ZWxvcG1lbnQtYXVkaXQtaG1hYy1rZXktMDAwMDA=', description: 'Signs the checkpoints of the audit chain. Keep a copy outside the server.' },
  PAYSTACK_SECRET_KEY: { group: 'Payments', schema: shape.text('the secret key of a Paystack account, e.g. sk_test_…'), isSecret: true, development: 'sk_test_mangrove_sandbox', description: 'Calls Paystack, and signs its webhooks.' },
  PAYSTACK_PREVIOUS_SECRET_KEYS: { group: 'Payments', schema: shape.list('sk_test_old1,sk_test_old2'), isSecret: true, fallback: '', description: 'Keys that were replaced lately: webhooks signed with them are still taken.' },
  PAYSTACK_BASE_URL: { group: 'Payments', schema: shape.url(['http:', 'https:'], 'https://api.paystack.co'), development: 'http://127.0.0.1:4010', fallback: 'https://api.paystack.co', description: 'Address of Paystack’s API. Where it is set, `npm run up` starts no sandbox.' },
  PAYMENT_FIRST_CHECK_SECONDS: { group: 'Payments', schema: shape.integer(1, 86_400), fallback: '120', description: 'How long after its start an unfinished payment is looked up for the first time; the pauses then double.' },
  PAYMENT_GIVE_UP_SECONDS: { group: 'Payments', schema: shape.integer(2, 30 * 86_400), fallback: '86400', description: 'When an unfinished payment becomes abandoned. A later success is still accepted.' },
  PAYMENT_FORGET_SECONDS: { group: 'Payments', schema: shape.integer(3, 365 * 86_400), fallback: '604800', description: 'Until when an unfinished payment is still looked up, once a day; later only a webhook brings news.' },
} satisfies Settings;

const env = readSettings(settings, process.env);
export default env;
