import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { bookkeepingMistakes, SUM_OF_ENTRIES } from '../../../support/bookkeeping.ts';
import { createTestDatabase, stopAfterwards } from '../../../support/index.ts';

export interface Line {
  account: string;
  direction: 'debit' | 'credit';
  minor: bigint;
}

export interface Ledger {
  db: pg.Pool;
  /** Posts through the one function that may; answers the posting's id, or `null` for a repeat. */
  post(key: string, lines: readonly Line[], about?: { kind?: string; subject?: string | null }): Promise<string | null>;
  /** Posts several in one call, all or none; answers which were new. */
  postTogether(postings: readonly { key: string; lines: readonly Line[] }[]): Promise<boolean[]>;
  /** What an account holds in the direction in which it grows, added up from its entries. */
  sumOf(account: string): Promise<bigint>;
  /** What the database says that a wallet holds. */
  balanceOf(account: string): Promise<bigint | undefined>;
  /** Rows that break a rule of bookkeeping; none, always. */
  mistakes(): Promise<unknown[]>;
}

const newName = () => randomBytes(6).toString('hex');
export const wallet = (currency = 'NGN', owner = newName()): string => `wallet:usr_${owner}:${currency}`;
export const suspense = (currency = 'NGN'): string => `suspense:paystack:${currency}`;
export const gateway = (currency = 'NGN'): string => `gateway:paystack:${currency}`;
export const newKey = (): string => `test:${newName()}`;

/** What moves an amount from one account to another. */
export const move = (from: string, to: string, minor: bigint): Line[] => [
  { account: from, direction: 'debit', minor },
  { account: to, direction: 'credit', minor },
];

/** A posting as the function takes it. */
const posting = (key: string, lines: readonly Line[], about: { kind: string; subject: string | null }) => ({
  id: `pst_${newName()}`,
  key,
  ...about,
  at: new Date(),
  lines: lines.map(({ account, direction, minor }) => ({ account, direction, amountMinor: minor.toString() })),
});

/** A migrated database with nobody at work on it but the test: the ledger is kept by PostgreSQL alone. */
export async function openLedger(): Promise<Ledger> {
  const database = await createTestDatabase();
  const db = new pg.Pool({ connectionString: database.url, max: 12, application_name: 'mangrove ledger test' });
  // A pool forgets its connections a moment before PostgreSQL does; what is dropped then complains.
  db.on('error', () => undefined);
  stopAfterwards(async () => {
    await db.end();
    await database.drop();
  });
  const one = async <Row extends pg.QueryResultRow>(text: string, values: unknown[]) => (await db.query<Row>(text, values)).rows[0];
  return {
    db,
    async post(key, lines, { kind = 'test', subject = null } = {}) {
      const row = await one<{ written: string[] }>('SELECT ledger_post($1) AS written', [JSON.stringify([posting(key, lines, { kind, subject })])]);
      return row?.written[0] ?? null;
    },
    async postTogether(postings) {
      const all = postings.map(({ key, lines }) => posting(key, lines, { kind: 'test', subject: null }));
      const row = await one<{ written: string[] }>('SELECT ledger_post($1) AS written', [JSON.stringify(all)]);
      return all.map(({ id }) => row?.written.includes(id) ?? false);
    },
    async sumOf(account) {
      const row = await one<{ sum: string }>(`SELECT ${SUM_OF_ENTRIES} AS sum FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id WHERE a.code = $1`, [account]);
      return BigInt(row?.sum ?? 0);
    },
    async balanceOf(account) {
      const row = await one<{ balance: string }>('SELECT balance_minor AS balance FROM ledger_accounts WHERE code = $1', [account]);
      return row && BigInt(row.balance);
    },
    mistakes: async () => (await db.query(bookkeepingMistakes)).rows as unknown[],
  };
}
