import type { Sql } from '#kernel';

interface EntryRow {
  posting: string;
  kind: string;
  posted_at: Date;
  account: string;
  account_kind: string;
  owner: string;
  currency: string;
  direction: 'debit' | 'credit';
  amount_minor: string;
  balance_after_minor: string | null;
}

export interface PostingOut {
  id: string;
  kind: string;
  postedAt: string;
  currency: string;
  entries: { account: string; accountKind: string; owner: string; direction: 'debit' | 'credit'; amountMinor: string; balanceAfterMinor: string | null }[];
}

const SELECT = `SELECT p.public_id AS posting, p.kind, p.posted_at, a.code AS account, a.kind AS account_kind, a.owner, a.currency,
    e.direction, e.amount_minor, e.balance_after_minor
  FROM ledger_postings p JOIN ledger_entries e ON e.posting_id = p.id JOIN ledger_accounts a ON a.id = e.account_id`;

/** What moved because of a payment, in the order of the ledger. */
export const postingsOf = async (db: Sql, subject: string): Promise<PostingOut[]> =>
  group(await db.query<EntryRow>(`${SELECT} WHERE p.subject = $1 ORDER BY p.id, e.line`, [subject]));

/** The same by the keys of the postings, for money that belongs to no payment. */
export const postingsByKey = async (db: Sql, keys: readonly string[]): Promise<PostingOut[]> =>
  group(await db.query<EntryRow>(`${SELECT} WHERE p.key = ANY($1) ORDER BY p.id, e.line`, [keys]));

function group(rows: EntryRow[]): PostingOut[] {
  const postings = new Map<string, PostingOut>();
  for (const row of rows) {
    const posting = postings.get(row.posting) ?? { id: row.posting, kind: row.kind, postedAt: row.posted_at.toISOString(), currency: row.currency, entries: [] };
    postings.set(row.posting, posting);
    posting.entries.push({
      account: row.account,
      accountKind: row.account_kind,
      owner: row.owner,
      direction: row.direction,
      amountMinor: row.amount_minor,
      balanceAfterMinor: row.balance_after_minor,
    });
  }
  return [...postings.values()];
}
