import type { Core } from '@strapi/strapi';
import { clock, sql } from '#kernel';

const KEPT_MS = 86_400_000;
const MOST_OF_A_STATEMENT = 200;

/** Erases uploads that nobody has sent within a day. */
export async function dropUnsent(strapi: Core.Strapi): Promise<void> {
  for (let dropped = MOST_OF_A_STATEMENT; dropped === MOST_OF_A_STATEMENT; ) {
    const [row] = await sql(strapi).query<{ dropped: number }>('SELECT messaging_drop_unsent_attachments($1, $2) AS dropped', [new Date(clock.now().getTime() - KEPT_MS), MOST_OF_A_STATEMENT]);
    dropped = row?.dropped ?? 0;
  }
}
