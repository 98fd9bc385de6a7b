import type { Core } from '@strapi/strapi';
import { clock, transaction } from '#kernel';
import { kycConfig } from '../../config';
import { writeAsKyc } from '../as-writer';

/** The right to work on a verification; a process that died loses it at `until`. */
export interface Turn {
  verificationId: string;
  until: Date;
}

/** One call that asks, one that looks, and the copying of files, each within the time of a call; and as much again. */
const CALLS_PER_TURN = 6;

/** @returns `undefined` where somebody else works on it. */
export const takeTurn = (strapi: Core.Strapi, verificationId: string): Promise<Turn | undefined> =>
  transaction(strapi, async (tx) => {
    await writeAsKyc(tx);
    const now = clock.now();
    const until = new Date(now.getTime() + CALLS_PER_TURN * kycConfig(strapi).verifiers.timeoutSeconds * 1_000);
    const taken = await tx.execute(
      `UPDATE kyc_verifications SET busy_until = $3, turns = turns + 1, next_check_at = CASE WHEN ended_at IS NULL THEN $3::timestamptz END
       WHERE id = $1 AND (busy_until IS NULL OR busy_until <= $2)`,
      [verificationId, now, until],
    );
    return taken === 1 ? { verificationId, until } : undefined;
  });

/** @param next when it is looked at again, unless it has ended; absent where that is left to whoever takes over */
export const endTurn = (strapi: Core.Strapi, { verificationId, until }: Turn, next?: Date): Promise<void> =>
  transaction(strapi, async (tx) => {
    await writeAsKyc(tx);
    await tx.execute(
      'UPDATE kyc_verifications SET busy_until = NULL, next_check_at = CASE WHEN ended_at IS NULL THEN coalesce($3::timestamptz, next_check_at) END WHERE id = $1 AND busy_until = $2',
      [verificationId, until, next ?? null],
    );
  });
