import type { Core } from '@strapi/strapi';
import { transaction } from '#kernel';
import { paymentsConfig } from '../../config';
import { AS_WRITER } from '../payments';
import { limitPolicy } from './policy';

/**
 * At start-up: tells the database whether limits hold, and by which day. Where a policy was taken away, everything is as
 * if there had never been one; what was held stays held until somebody releases it.
 */
export async function switchLimits(strapi: Core.Strapi): Promise<void> {
  const { dayZone } = paymentsConfig(strapi);
  await transaction(strapi, async (tx) => {
    await tx.query(`SELECT writer FROM ${AS_WRITER}`);
    if (limitPolicy(strapi).current()) {
      await tx.execute(
        `INSERT INTO payment_limit_rule AS r (day_zone) VALUES ($1)
         ON CONFLICT (is_on) DO UPDATE SET day_zone = EXCLUDED.day_zone WHERE r.day_zone <> EXCLUDED.day_zone`,
        [dayZone],
      );
      return;
    }
    if ((await tx.execute('DELETE FROM payment_limit_rule')) === 0) return;
    await tx.execute('UPDATE payment_limits SET good_until = asked_at WHERE good_until > asked_at');
    await tx.execute('UPDATE ledger_accounts SET ceiling_minor = NULL WHERE ceiling_minor IS NOT NULL');
  });
}
