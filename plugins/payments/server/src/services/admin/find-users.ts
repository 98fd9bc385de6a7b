import { sql } from '#kernel';
import type { Core } from '@strapi/strapi';

const MOST = 10;

/** Users whose e-mail begins so, to name whose money it is. */
export const findUsers = (strapi: Core.Strapi, email: string): Promise<{ id: string; email: string }[]> =>
  sql(strapi).query(
    `SELECT document_id AS id, email FROM up_users WHERE (lower(email)) COLLATE "C" >= $1 AND (lower(email)) COLLATE "C" < $2
     ORDER BY (lower(email)) COLLATE "C" LIMIT ${MOST}`,
    [email.toLowerCase(), `${email.toLowerCase()}\u{10FFFF}`],
  );
