import type { Sql } from '#kernel';

/** Whether money of a person is held, in any currency: somebody still has to release or return it. */
export async function holdsMoneyOf(db: Sql, personId: string): Promise<boolean> {
  return (await db.query(`SELECT FROM ledger_accounts WHERE owner = $1 AND kind = 'held' AND balance_minor > 0 LIMIT 1`, [personId])).length > 0;
}
