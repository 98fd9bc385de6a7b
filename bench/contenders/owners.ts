import type pg from 'pg';
import { OWNERS } from '../seed.ts';

/**
 * Adds users of users-permissions until there are as many as the rows have owners. They only own rows and never sign
 * in; who registered before them keeps the first numbers.
 */
export async function addOwners(pool: pg.Pool, idPrefix: string): Promise<void> {
  await pool.query(
    `INSERT INTO up_users (document_id, username, email, provider, confirmed, blocked, created_at, updated_at, published_at)
     SELECT $1 || substr(md5(i::text), 1, 26), 'owner-' || i, 'owner-' || i || '@example.com', 'local', true, false, now(), now(), now()
     FROM generate_series(1, ${OWNERS} - (SELECT count(*) FROM up_users)) AS i ORDER BY i`,
    [idPrefix],
  );
}

/** As a CTE: the users in the order of their registration, numbered from 1 like the owners of the seed. */
export const NUMBERED_OWNERS = 'owners AS (SELECT id, row_number() OVER (ORDER BY id) AS number FROM up_users)';
