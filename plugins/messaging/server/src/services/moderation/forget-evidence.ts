import type { Core } from '@strapi/strapi';
import { clock, transaction } from '#kernel';
import { messagingConfig } from '../../config';
import { AS_WRITER } from '../as-writer';
import { forgetKeys } from './evidence';

const BATCH = 500;
const DAY_MS = 86_400_000;

/** Erases what settled reports kept of messages, and what reporters wrote, once it has been kept long enough. @returns how many. */
export async function forgetEvidence(strapi: Core.Strapi): Promise<number> {
  const before = new Date(clock.now().getTime() - messagingConfig(strapi).moderation.evidenceDays * DAY_MS);
  let forgotten = 0;
  for (let changed = BATCH; changed === BATCH; forgotten += changed) {
    changed = await transaction(strapi, async (tx) => {
      const rows = await tx.query<{ id: string }>(
        `SELECT p.id FROM message_reports p CROSS JOIN ${AS_WRITER} WHERE p.outcome IS NOT NULL AND p.evidence IS NOT NULL AND p.resolved_at < $1
         ORDER BY p.resolved_at LIMIT ${BATCH} FOR UPDATE OF p SKIP LOCKED`,
        [before],
      );
      const ids = rows.map(({ id }) => id);
      await forgetKeys(tx, ids);
      await tx.execute('UPDATE message_reports SET evidence = NULL, comment = NULL WHERE id = ANY ($1)', [ids]);
      return ids.length;
    });
  }
  return forgotten;
}
