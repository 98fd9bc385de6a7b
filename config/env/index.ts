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
  DRAIN_DELAY_SECONDS: { group: 'Server', schema: shape.integer(0, 600), development: '0', fallback: '5', description: 'How long a server that stops goes on serving while it already reports not ready, so that balancers notice first.' },
  DRAIN_TIMEOUT_SECONDS: { group: 'Server', schema: shape.integer(0, 600), fallback: '25', description: 'How long a stop waits for requests under way, and after them for jobs.' },
  DATABASE_URL: { group: 'Database', schema: shape.url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/mangrove'), isSecret: true, description: 'PostgreSQL 15 or newer. `npm run up` starts one of its own where this is not set.' },
  DATABASE_POOL_MAX: { group: 'Database', schema: shape.integer(2, 200), fallback: '20', description: 'Most connections that one server holds for requests; background jobs take up to 5 more.' },
  REDIS_URL: { group: 'Database', schema: shape.optional(shape.url(['redis:', 'rediss:'], 'redis://host:6379')), isSecret: true, description: 'Redis, where several servers share sockets and rate limits. Not needed for one.' },
  ACCESS_TOKEN_SECONDS: { group: 'Accounts', schema: shape.integer(30, 86_400), fallback: '600', description: 'How long an access token is good for; its client refreshes it then.' },
  SESSION_IDLE_DAYS: { group: 'Accounts', schema: shape.integer(1, 365), fallback: '14', description: 'A session that nobody refreshed for so many days is over.' },
  SESSION_MAX_DAYS: { group: 'Accounts', schema: shape.integer(1, 730), fallback: '30', description: 'After so many days a person signs in again, however active.' },
  LOGIN_LIMIT_WINDOW_SECONDS: { group: 'Accounts', schema: shape.integer(1, 86_400), fallback: '900', description: 'Wrong passwords are forgotten after this time.' },
  LOGIN_LIMIT_PER_ACCOUNT: { group: 'Accounts', schema: shape.integer(1, 1_000_000), fallback: '10', description: 'Wrong passwords for one account in that time; further attempts get 429.' },
  LOGIN_LIMIT_PER_ADDRESS: { group: 'Accounts', schema: shape.integer(1, 1_000_000), fallback: '100', description: 'Wrong passwords and codes from one address in that time.' },
  REGISTER_LIMIT_PER_ADDRESS: { group: 'Accounts', schema: shape.integer(1, 1_000_000), development: '100000', fallback: '20', description: 'Registrations from one address in an hour.' },
  MAIL_LIMIT_PER_ACCOUNT: { group: 'Accounts', schema: shape.integer(1, 1_000_000), fallback: '5', description: 'Mails with a link to reset a password or confirm an address that one account is sent in an hour.' },
  REFRESH_LIMIT_PER_ADDRESS: { group: 'Accounts', schema: shape.integer(1, 1_000_000), development: '100000', fallback: '600', description: 'Refreshed sessions from one address in a minute.' },
  PASSWORD_RESET_URL: { group: 'Accounts', schema: shape.url(['http:', 'https:'], 'https://app.example.com/reset-password'), development: 'http://127.0.0.1:1337/reset-password', description: "The frontend's page for a new password; the mail links to it with `?code=…`." },
  SMTP_HOST: { group: 'Mail', schema: shape.text('the name of a mail server, e.g. smtp.example.com'), development: '127.0.0.1', description: 'Server that takes outgoing mail.' },
  SMTP_PORT: { group: 'Mail', schema: shape.integer(1, 65_535), development: '1025', fallback: '587', description: 'Its port; 465 speaks TLS from the start, others upgrade to it.' },
  SMTP_USER: { group: 'Mail', schema: shape.optional(shape.text('a user name')), description: 'User of the mail server, where it asks for one.' },
  SMTP_PASSWORD: { group: 'Mail', schema: shape.optional(shape.text('a password')), isSecret: true, description: 'Password of that user.' },
  MAIL_FROM: { group: 'Mail', schema: shape.text('an address such as Mangrove <no-reply@example.com>'), development: 'Mangrove <no-reply@mangrove.test>', description: 'Sender of every mail.' },
  SEED_DEMO: { group: 'Demo', schema: shape.flag(), fallback: 'false', description: 'Whether to create demo people at start-up. Never in production.' },
  DEMO_PASSWORD: { group: 'Demo', schema: shape.text('a password of 12 characters or more', 12), isSecret: true, fallback: 'Mangrove-Demo-2026', description: 'Password of the demo people.' },
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
  PAYMENT_LIMIT_PER_USER: { group: 'Payments', schema: shape.integer(1, 1_000_000), development: '100000', fallback: '30', description: 'How often one user may start or look up a payment at the gateway in a minute.' },
  PAYMENT_FIRST_CHECK_SECONDS: { group: 'Payments', schema: shape.integer(1, 86_400), fallback: '120', description: 'How long after its start an unfinished payment is looked up for the first time; the pauses then double.' },
  PAYMENT_GIVE_UP_SECONDS: { group: 'Payments', schema: shape.integer(2, 30 * 86_400), fallback: '86400', description: 'When an unfinished payment becomes abandoned. A later success is still accepted.' },
  PAYMENT_FORGET_SECONDS: { group: 'Payments', schema: shape.integer(3, 365 * 86_400), fallback: '604800', description: 'Until when an unfinished payment is still looked up, once a day; later only a webhook brings news.' },
} satisfies Settings;

const env = readSettings(settings, process.env);
export default env;
