import type { Core } from '@strapi/strapi';
import { kernel, sql } from '#kernel';

/** What we owe a user, one line a currency that ever moved; `heldMinor` waits for their limits to leave room for it. */
export async function listWallets(strapi: Core.Strapi, ownerId: string) {
  const rows = await sql(strapi).query<{ currency: string; balance_minor: string; held_minor: string }>(
    `SELECT currency, coalesce(max(balance_minor) FILTER (WHERE kind = 'wallet'), 0) AS balance_minor,
            coalesce(max(balance_minor) FILTER (WHERE kind = 'held'), 0) AS held_minor
     FROM ledger_accounts WHERE owner = $1 AND kind IN ('wallet', 'held') AND entries > 0 GROUP BY currency ORDER BY currency`,
    [ownerId],
  );
  return rows.map(({ currency, balance_minor, held_minor }) => ({ currency, balanceMinor: balance_minor, heldMinor: held_minor }));
}

interface EntryRow {
  row_id: string;
  id: string;
  kind: string;
  direction: 'credit' | 'debit';
  amount_minor: string;
  balance_after_minor: string;
  subject: string | null;
  posted_at: Date;
}

/**
 * One page of what moved a wallet, newest first.
 *
 * @throws CursorWrong when the cursor was made for another wallet.
 */
export async function listWalletEntries(strapi: Core.Strapi, ownerId: string, currency: string, limit: number, cursor?: string) {
  const scope = `entries:${ownerId}:${currency}`;
  const [before] = cursor === undefined ? [] : kernel(strapi).cursors.read(scope, cursor);
  const rows = await sql(strapi).query<EntryRow>(
    `SELECT e.id AS row_id, p.public_id AS id, p.kind, e.direction, e.amount_minor, e.balance_after_minor, p.subject, e.posted_at
     FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id JOIN ledger_postings p ON p.id = e.posting_id
     WHERE a.owner = $1 AND a.kind = 'wallet' AND a.currency = $2 AND ($3::bigint IS NULL OR e.id < $3)
     ORDER BY e.id DESC LIMIT $4`,
    [ownerId, currency, before ?? null, limit + 1],
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    data: rows.slice(0, limit).map((row) => ({
      id: row.id,
      kind: row.kind,
      direction: row.direction,
      amountMinor: row.amount_minor,
      balanceAfterMinor: row.balance_after_minor,
      transactionId: row.subject,
      createdAt: row.posted_at.toISOString(),
    })),
    meta: { nextCursor: last ? kernel(strapi).cursors.write(scope, [last.row_id]) : null },
  };
}
