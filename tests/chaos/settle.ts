import { eventually } from '../support/eventually.ts';
import type { ChaosDatabase } from './database.ts';
import type { ChaosPaystack } from './paystack.ts';

/** Past the last retry that Paystack makes with a test key. */
const ALL_RETRIES_SECONDS = 11 * 3_600;

/** What still waits for somebody's work; nothing of it, once all is settled. */
const UNSETTLED = `
  SELECT 'event in the outbox' AS what, count(*)::int AS n FROM event_outbox HAVING count(*) > 0
  UNION ALL SELECT 'webhook waiting', count(*)::int FROM inbox_deliveries WHERE state IN ('received', 'working') HAVING count(*) > 0
  UNION ALL SELECT 'job waiting', count(*)::int FROM jobs.job WHERE state IN ('created', 'retry', 'active') AND name LIKE 'event.%' HAVING count(*) > 0
  UNION ALL SELECT 'audit entry unsealed', count(*)::int FROM audit_unsealed HAVING count(*) > 0`;

/** Lets the retries arrive and the janitor look; answers once nothing waits and every paid reference is booked. */
export async function settle(paystack: ChaosPaystack, database: ChaosDatabase, timeoutMs: number): Promise<void> {
  await paystack.control('PUT', '/clock', { advanceSeconds: ALL_RETRIES_SECONDS });
  // What a night would do: every look-up and every retry of ours is due now.
  await database.query('UPDATE payment_attempts SET check_at = now() WHERE check_at IS NOT NULL');
  await database.query(`UPDATE inbox_deliveries SET due_at = now() WHERE state = 'received'`);
  const paid = (await paystack.transactions()).filter(({ status, is_foreign }) => status === 'success' && !is_foreign).map(({ reference }) => `arrival:paystack:${reference}`);
  await eventually(async () => {
    const waiting = await database.query<{ what: string; n: number }>(UNSETTLED);
    const [booked] = await database.query<{ n: number }>('SELECT count(*)::int AS n FROM ledger_postings WHERE key = ANY ($1)', [paid]);
    const missing = paid.length - (booked?.n ?? 0);
    if (waiting.length > 0 || missing > 0) {
      throw new Error([...waiting.map(({ what, n }) => `${n} × ${what}`), ...(missing > 0 ? [`${missing} × paid and not booked`] : [])].join(', '));
    }
    return true;
  }, { timeoutMs, intervalMs: 500 });
}
