import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from '../cluster.ts';
import { freePort } from '../ports.ts';
import { OWNERS, seedRows } from '../seed.ts';
import { startServer } from '../server-process.ts';
import type { Contender, Ground } from './contender.ts';
import { register } from './sign-in.ts';

const PEER = fileURLToPath(new URL('../peers/strapi/', import.meta.url));
export const STRAPI_CLI = fileURLToPath(new URL('../../node_modules/@strapi/strapi/bin/strapi.js', import.meta.url));

const secret = () => randomBytes(24).toString('base64');

/** Starts vanilla Strapi on a seeded database. */
export async function startStrapi({ folder, rows }: Ground, { url, pool }: Database): Promise<Contender> {
  const server = await startServer({
    name: 'Strapi',
    args: [STRAPI_CLI, 'start'],
    cwd: PEER,
    port: await freePort(),
    env: {
      DATABASE_URL: url,
      APP_KEYS: `${secret()},${secret()}`,
      ADMIN_JWT_SECRET: secret(),
      JWT_SECRET: secret(),
      API_TOKEN_SALT: secret(),
      TRANSFER_TOKEN_SALT: secret(),
      ENCRYPTION_KEY: secret(),
      STRAPI_TELEMETRY_DISABLED: 'true',
    },
    readyPath: '/_health',
    logFile: path.join(folder, 'strapi.log'),
  });
  // The first to register owns the hundred rows; the others exist so that the rows have owners.
  const token = await register(server.url);
  await pool.query(
    `INSERT INTO up_users (document_id, username, email, provider, confirmed, blocked, created_at, updated_at, published_at)
     SELECT substr(md5(i::text), 1, 24), 'user-' || i, 'user-' || i || '@example.com', 'local', true, false, now(), now(), now()
     FROM generate_series(2, ${OWNERS}) AS i ORDER BY i`,
  );
  await pool.query(
    `WITH seed AS (${seedRows(rows)}),
     owners AS (SELECT id, row_number() OVER (ORDER BY id) AS number FROM up_users),
     stored AS (
       INSERT INTO transactions (document_id, kind, reference, state, amount_minor, currency, gateway, description, created_at, updated_at, published_at)
       SELECT substr(md5(reference), 1, 24), kind, reference, state, amount_minor, currency, gateway, description, created_at, updated_at, created_at FROM seed ORDER BY i
       RETURNING id, reference)
     INSERT INTO transactions_user_lnk (transaction_id, user_id)
     SELECT stored.id, owners.id FROM stored JOIN seed USING (reference) JOIN owners ON owners.number = seed.owner`,
  );
  await pool.query('VACUUM ANALYZE');
  return { name: 'Strapi', server, token, listPath: '/api/transactions?sort=createdAt:desc&pagination[pageSize]=25' };
}
