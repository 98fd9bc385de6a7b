import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';

/** Run by node itself, so that the process that is measured is the server and not a wrapper around it. */
export const STRAPI_CLI = fileURLToPath(new URL('../../node_modules/@strapi/strapi/bin/strapi.js', import.meta.url));

const secret = () => randomBytes(32).toString('base64');

/** What every Strapi server needs in production. */
export const strapiSecrets = (): Record<string, string> => ({
  APP_KEYS: `${secret()},${secret()}`,
  ADMIN_JWT_SECRET: secret(),
  JWT_SECRET: secret(),
  API_TOKEN_SALT: secret(),
  TRANSFER_TOKEN_SALT: secret(),
  ENCRYPTION_KEY: secret(),
  STRAPI_TELEMETRY_DISABLED: 'true',
});
