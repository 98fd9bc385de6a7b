import type { Core } from '@strapi/strapi';
import { appendEvent, audit, clock, NotFound, transaction, type Tx } from '#kernel';
import type { Moderator } from '../../domain/sanction';
import { AS_WRITER } from '../as-writer';
import { tellSanction } from './sanction-news';
import { presentSanction, SANCTION, type Sanction, type SanctionRow } from './sanctions';

/**
 * Ends a sanction before its time. One that has ended stays as it was. Who was banned from a room may be brought in again,
 * and is not by this.
 *
 * @throws NotFound
 */
export async function liftSanction(strapi: Core.Strapi, moderator: Moderator, id: string): Promise<Sanction> {
  const sanction = await transaction(strapi, async (tx) => {
    const at = clock.now();
    const found = await hold(tx, id);
    if (found.lifted_at !== null || found.until <= at) return presentSanction(found);
    const [row] = await tx.query<SanctionRow>(`UPDATE sanctions s SET lifted_at = $2, lifted_by = $3 WHERE s.id = $1 RETURNING ${SANCTION}`, [id, at, moderator.id]);
    if (!row) throw new NotFound();
    const facts = { sanctionId: id, userId: row.person, kind: row.kind, roomId: row.room, moderatorId: moderator.id };
    await appendEvent(tx, 'person.unsanctioned', { type: 'person', id: row.person }, facts);
    await audit(tx, { action: 'person.unsanctioned', subject: { type: 'person', id: row.person }, data: facts });
    return presentSanction(row);
  });
  tellSanction(strapi);
  return sanction;
}

async function hold(tx: Tx, id: string): Promise<SanctionRow> {
  const [row] = await tx.query<SanctionRow>(`SELECT ${SANCTION} FROM sanctions s CROSS JOIN ${AS_WRITER} WHERE s.id = $1 FOR UPDATE OF s`, [id]);
  if (!row) throw new NotFound();
  return row;
}
