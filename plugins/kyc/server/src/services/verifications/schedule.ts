import type { Core } from '@strapi/strapi';
import { clock, kernel, sql } from '#kernel';
import { advance } from './advance';
import { eraseAtVerifiers } from './erase';
import { VERIFY } from './queue';

const EVERY_SECONDS = 2;
const ERASE_EVERY_SECONDS = 10;
const AT_ONCE = 8;
const MOST_A_TURN = 200;

/** Looks after verifications that nobody tells us about: verifiers to call again, verdicts to ask for, deadlines. */
export function watchVerifications(strapi: Core.Strapi): void {
  // Where somebody else works on it, or it fails, the schedule comes back to it.
  kernel(strapi).jobs.define(VERIFY, (data) => attend(strapi, (data as { verificationId: string }).verificationId), { retryLimit: 0 });
  kernel(strapi).schedules.every(ERASE_EVERY_SECONDS, 'kyc.verifiers.erase', async () => {
    await eraseAtVerifiers(strapi);
  });
  kernel(strapi).schedules.every(EVERY_SECONDS, 'kyc.verifications', async () => {
    for (let done = 0; done < MOST_A_TURN && !kernel(strapi).isDraining(); done += AT_ONCE) {
      const due = await sql(strapi).query<{ id: string }>(
        'SELECT id FROM kyc_verifications WHERE next_check_at <= $1 AND (busy_until IS NULL OR busy_until <= $1) ORDER BY next_check_at LIMIT $2',
        [clock.now(), AT_ONCE],
      );
      if (due.length === 0) return;
      await Promise.all(due.map(({ id }) => attend(strapi, id)));
    }
  });
}

/** One that fails keeps no other waiting; it is looked at again when its turn has run out. */
async function attend(strapi: Core.Strapi, id: string): Promise<void> {
  try {
    await advance(strapi, id);
  } catch (error) {
    strapi.log.warn('A verification could not go on; it is looked at again.', { verificationId: id, error });
  }
}
