/** What the entries `e` of an account `a` add up to, on the side on which it grows. */
export const SUM_OF_ENTRIES = `coalesce(sum(CASE WHEN e.direction = a.normal_side THEN e.amount_minor ELSE -e.amount_minor END), 0)`;

/** Rows `what`, `which` for whatever breaks a rule of bookkeeping; none, always. */
export const bookkeepingMistakes = `
  SELECT 'posting does not balance' AS what, p.public_id AS which FROM ledger_postings p
    JOIN ledger_entries e ON e.posting_id = p.id JOIN ledger_accounts a ON a.id = e.account_id
   GROUP BY p.public_id, a.currency HAVING sum(CASE e.direction WHEN 'debit' THEN e.amount_minor ELSE -e.amount_minor END) <> 0
  UNION ALL SELECT 'posting without entries', p.public_id FROM ledger_postings p
   WHERE (SELECT count(*) FROM ledger_entries e WHERE e.posting_id = p.id) < 2
  UNION ALL SELECT 'balance is not the sum of entries', a.code FROM ledger_accounts a LEFT JOIN ledger_entries e ON e.account_id = a.id
   WHERE a.keeps_balance GROUP BY a.id HAVING a.balance_minor <> ${SUM_OF_ENTRIES} OR a.entries <> count(e.id)
  UNION ALL SELECT 'wallet below zero', code FROM ledger_accounts WHERE keeps_balance AND balance_minor < 0
  UNION ALL SELECT 'entry does not continue the balance before it', code FROM (
    SELECT a.code, e.balance_after_minor - lag(e.balance_after_minor, 1, 0::bigint) OVER (PARTITION BY a.id ORDER BY e.id)
             - CASE WHEN e.direction = a.normal_side THEN e.amount_minor ELSE -e.amount_minor END AS gap
      FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id WHERE a.keeps_balance) steps WHERE gap <> 0`;
