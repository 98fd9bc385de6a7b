import { BY_INDEX, check, column, sqlFunction, type Guard } from '#kernel';

/**
 * A wallet may have a ceiling: what a credit would lift above it goes to the *held* account of the same person and
 * currency, in the same posting, so that money which was collected is never refused and never above the ceiling either.
 * A wallet that holds more than a ceiling that came later keeps it, and takes no more.
 *
 * `ledger_split` locks the wallets, in the order in which `ledger_post` does, and says for each posting that is new how its
 * lines fall apart: `parts`, which become its entries, and `held`, what of it is held. A posting's own `heldMinor` is
 * held in any case. Several credits of one wallet fill it in the order in which they are given. What a posting asked for
 * stays its content, so that a repeat is known as the same one, however full the wallet is by then.
 */
const split = sqlFunction(
  'ledger_split(p_postings jsonb, p_codes text[])',
  'jsonb',
  `DECLARE
  result jsonb;
BEGIN
  PERFORM 1 FROM ledger_accounts a WHERE a.code = ANY (p_codes) AND a.keeps_balance ORDER BY a.id FOR NO KEY UPDATE;
  WITH given AS MATERIALIZED (
    SELECT p.value AS posting, p.ordinality AS n FROM jsonb_array_elements(p_postings) WITH ORDINALITY p),
  lines AS (
    SELECT g.n, l.ordinality AS line, l.value->>'account' AS account, l.value->>'direction' AS direction, (l.value->>'amountMinor')::bigint AS amount,
           CASE WHEN l.value->>'direction' = 'credit' AND split_part(l.value->>'account', ':', 1) = 'wallet'
                THEN greatest((l.value->>'amountMinor')::bigint - coalesce((g.posting->>'heldMinor')::bigint, 0), 0) END AS wish,
           CASE WHEN a.ceiling_minor IS NOT NULL THEN greatest(a.ceiling_minor - a.balance_minor, 0) END AS room
      FROM given g CROSS JOIN LATERAL jsonb_array_elements(g.posting->'lines') WITH ORDINALITY l
      LEFT JOIN ledger_accounts a ON a.code = l.value->>'account'
     WHERE NOT EXISTS (SELECT 1 FROM ledger_postings known WHERE known.key = g.posting->>'key')),
  fitting AS (
    SELECT n, line, account, direction, amount, wish,
           CASE WHEN wish IS NULL THEN amount WHEN room IS NULL THEN wish
                ELSE least(room, sum(wish) OVER w) - least(room, sum(wish) OVER w - wish) END AS fits
      FROM lines WINDOW w AS (PARTITION BY account, direction ORDER BY n, line)),
  parts AS (
    SELECT n, line, 1 AS part, account, direction, fits AS amount FROM fitting WHERE wish IS NULL OR fits > 0
    UNION ALL
    SELECT n, line, 2, 'held' || substr(account, length('wallet') + 1), direction, amount - fits FROM fitting WHERE amount > fits),
  split AS (
    SELECT n, sum(amount) FILTER (WHERE part = 2) AS held,
           jsonb_agg(jsonb_build_object('account', account, 'direction', direction, 'amountMinor', amount::text) ORDER BY line, part) AS parts
      FROM parts GROUP BY n)
  SELECT jsonb_agg(CASE WHEN s.n IS NULL THEN g.posting ELSE g.posting || jsonb_build_object('parts', s.parts, 'held', s.held::text) END ORDER BY g.n)
    INTO result FROM given g LEFT JOIN split s USING (n);
  RETURN result;
END`,
  BY_INDEX,
);

export const ceilingGuards: Guard[] = [
  column('ledger_accounts', 'ceiling_minor', 'bigint'),
  check('ledger_accounts', 'ledger_accounts_ceiling_of_wallet', `ceiling_minor IS NULL OR (ceiling_minor >= 0 AND kind = 'wallet')`),
  split,
];
