import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from '../cluster.ts';
import { freePort } from '../ports.ts';
import { seedRows } from '../seed.ts';
import { startServer } from '../server-process.ts';
import type { Contender, Ground } from './contender.ts';
import { addOwners, NUMBERED_OWNERS } from './owners.ts';
import { register } from './sign-in.ts';
import { STRAPI_CLI, strapiSecrets } from './strapi-start.ts';

const PEER = fileURLToPath(new URL('../peers/strapi/', import.meta.url));

/** Starts vanilla Strapi on a seeded database. */
export async function startStrapi({ folder, rows }: Ground, { url, pool }: Database): Promise<Contender> {
  const server = await startServer({
    name: 'Strapi',
    args: [STRAPI_CLI, 'start'],
    cwd: PEER,
    port: await freePort(),
    env: { DATABASE_URL: url, ...strapiSecrets() },
    readyPath: '/_health',
    logFile: path.join(folder, 'strapi.log'),
  });
  const token = await register(server.url, 'measured');
  await addOwners(pool, '');
  await pool.query(
    `WITH seed AS MATERIALIZED (${seedRows(rows)}), ${NUMBERED_OWNERS},
     stored AS (
       INSERT INTO transactions (document_id, kind, reference, state, amount_minor, currency, gateway, description, created_at, updated_at, published_at)
       SELECT substr(md5(reference), 1, 24), kind, reference, state, amount_minor, currency, gateway, description,
         created_at AT TIME ZONE 'UTC', updated_at AT TIME ZONE 'UTC', created_at AT TIME ZONE 'UTC' FROM seed ORDER BY i
       RETURNING id, reference)
     INSERT INTO transactions_user_lnk (transaction_id, user_id)
     SELECT stored.id, owners.id FROM stored JOIN seed USING (reference) JOIN owners ON owners.number = seed.owner`,
  );
  await pool.query('VACUUM ANALYZE');
  return { name: 'Strapi', server, token, listPath: '/api/transactions?sort=createdAt:desc&pagination[pageSize]=25' };
}
