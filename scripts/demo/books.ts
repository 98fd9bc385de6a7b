import pg from 'pg';
import { expect } from './expect.ts';

export interface Books {
  /** Every posting balances, every currency sums up to zero, and every wallet holds the sum of its entries. */
  assertBalanced(): Promise<string>;
  /** How often money was credited for a payment. */
  creditsOf(paymentId: string): Promise<number>;
  /** What lies in suspense for a reference, in minor units. */
  suspendedOf(reference: string): Promise<bigint>;
  close(): Promise<void>;
}

const UNBALANCED_POSTINGS = `
SELECT e.posting_id, a.currency FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
GROUP BY e.posting_id, a.currency HAVING sum(CASE e.direction WHEN 'debit' THEN e.amount_minor ELSE -e.amount_minor END) <> 0`;

const WRONG_WALLETS = `
SELECT a.code FROM ledger_accounts a LEFT JOIN ledger_entries e ON e.account_id = a.id WHERE a.keeps_balance
GROUP BY a.id HAVING a.balance_minor <> coalesce(sum(CASE WHEN e.direction = a.normal_side THEN e.amount_minor ELSE -e.amount_minor END), 0)`;

const TOTALS = `
SELECT a.currency, sum(e.amount_minor) FILTER (WHERE e.direction = 'debit') AS debits, sum(e.amount_minor) FILTER (WHERE e.direction = 'credit') AS credits,
       count(DISTINCT e.posting_id) AS postings
FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id GROUP BY a.currency ORDER BY a.currency`;

/** Looks into the ledger past all of the server's code, as an auditor would. Reads only. */
export async function openBooks(databaseUrl: string): Promise<Books> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'mangrove demo', options: '-c default_transaction_read_only=on' });
  await client.connect();
  return {
    async assertBalanced() {
      const unbalanced = await client.query(UNBALANCED_POSTINGS);
      expect(unbalanced.rowCount === 0, `${unbalanced.rowCount} postings do not balance.`);
      const wallets = await client.query<{ code: string }>(WRONG_WALLETS);
      expect(wallets.rowCount === 0, `These wallets do not hold the sum of their entries: ${wallets.rows.map(({ code }) => code).join(', ')}.`);
      const { rows } = await client.query<{ currency: string; debits: string; credits: string; postings: string }>(TOTALS);
      for (const { currency, debits, credits } of rows) expect(debits === credits, `In ${currency}, debits are ${debits} and credits ${credits}.`);
      return rows.map(({ currency, debits, postings }) => `${currency}: ${postings} ${postings === '1' ? 'posting' : 'postings'}, debits = credits = ${debits} minor units`).join('; ');
    },
    async creditsOf(paymentId) {
      const { rows } = await client.query<{ credits: string }>(
        `SELECT count(*) AS credits FROM ledger_postings p JOIN ledger_entries e ON e.posting_id = p.id JOIN ledger_accounts a ON a.id = e.account_id
         WHERE p.subject = $1 AND a.kind = 'wallet' AND e.direction = 'credit'`,
        [paymentId],
      );
      return Number(rows[0]?.credits);
    },
    async suspendedOf(reference) {
      const { rows } = await client.query<{ minor: string | null }>(
        `SELECT sum(e.amount_minor) AS minor FROM ledger_postings p JOIN ledger_entries e ON e.posting_id = p.id JOIN ledger_accounts a ON a.id = e.account_id
         WHERE p.key LIKE 'arrival:%:' || $1 AND a.kind = 'suspense' AND e.direction = 'credit'`,
        [reference],
      );
      return BigInt(rows[0]?.minor ?? 0);
    },
    close: () => client.end(),
  };
}
