import type pg from 'pg';
import { gateway, move, newKey, openLedger, wallet, type Ledger } from './support/ledger.ts';

/** The test connects as a superuser of PostgreSQL: nobody has more rights than it. */
describe('going around the ledger with plain SQL', () => {
  let ledger: Ledger;
  let hers: string;
  beforeAll(async () => {
    ledger = await openLedger();
    hers = wallet();
    await ledger.post(newKey(), move(gateway(), hers, 500n));
  });
  afterEach(async () => {
    expect(await ledger.mistakes()).toEqual([]);
    expect(await ledger.balanceOf(hers)).toBe(500n);
  });

  /** Runs statements as one transaction. */
  const sql = async (...statements: string[]) => {
    const client: pg.PoolClient = await ledger.db.connect();
    try {
      await client.query('BEGIN');
      for (const statement of statements) await client.query(statement);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  };

  it.each(['ledger_entries', 'ledger_postings'])('refuses to change, remove or empty %s', async (table) => {
    const refusal = /never changed or removed/;
    await expect(sql(`UPDATE ${table} SET posted_at = now()`)).rejects.toThrow(refusal);
    await expect(sql(`DELETE FROM ${table}`)).rejects.toThrow(refusal);
    await expect(sql(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(refusal);
  });

  it.each(['ledger_accounts', 'ledger_account_kinds'])('refuses to remove or empty %s', async (table) => {
    await expect(sql(`DELETE FROM ${table}`)).rejects.toThrow(/never changed or removed/);
    await expect(sql(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/never changed or removed/);
  });

  it('refuses to set a balance, or what an account is', async () => {
    for (const change of ['balance_minor = 1000000', 'entries = 0', `owner = 'usr_thief'`, `code = 'wallet:usr_thief:NGN'`, 'keeps_balance = false', `currency = 'USD'`]) {
      await expect(sql(`UPDATE ledger_accounts SET ${change} WHERE code = '${hers}'`)).rejects.toThrow(/changes only through entries/);
    }
  });

  it('refuses an account that begins with money', async () => {
    const insert = (values: string) =>
      sql(`INSERT INTO ledger_accounts (code, kind, owner, currency, normal_side, keeps_balance, balance_minor, entries) VALUES (${values})`);
    await expect(insert(`'wallet:usr_rich:NGN', 'wallet', 'usr_rich', 'NGN', 'credit', true, 1000000, 0`)).rejects.toThrow(/begins empty/);
    await expect(insert(`'wallet:usr_rich:NGN', 'wallet', 'usr_rich', 'NGN', 'credit', true, 0, 3`)).rejects.toThrow(/begins empty/);
  });

  it('refuses a wallet that keeps no balance, grows on the other side, or is called otherwise than it is', async () => {
    const insert = (values: string) => sql(`INSERT INTO ledger_accounts (code, kind, owner, currency, normal_side, keeps_balance) VALUES (${values})`);
    await expect(insert(`'wallet:usr_a:NGN', 'wallet', 'usr_a', 'NGN', 'credit', false`)).rejects.toThrow(/not like its kind/);
    await expect(insert(`'wallet:usr_a:NGN', 'wallet', 'usr_a', 'NGN', 'debit', true`)).rejects.toThrow(/not like its kind/);
    await expect(insert(`'wallet:usr_b:NGN', 'wallet', 'usr_a', 'NGN', 'credit', true`)).rejects.toThrow(/ledger_accounts_code/);
  });

  it('refuses to change what kinds of accounts there are', async () => {
    await expect(sql(`UPDATE ledger_account_kinds SET keeps_balance = false WHERE kind = 'wallet'`)).rejects.toThrow(/never changed or removed/);
  });

  const entry = (posting: string, line: number, account: string, direction: string, minor: number) =>
    `INSERT INTO ledger_entries (posting_id, line, account_id, direction, amount_minor, posted_at)
     SELECT ${posting}, ${line}, id, '${direction}', ${minor}, now() FROM ledger_accounts WHERE code = '${account}'`;
  const oldPosting = '(SELECT min(id) FROM ledger_postings)';
  const newPosting = `INSERT INTO ledger_postings (public_id, key, kind, content, lines, posted_at) VALUES ('pst_x', 'x', 'test', '', 2, now())`;
  const thisPosting = `(SELECT id FROM ledger_postings WHERE key = 'x')`;

  it('refuses at COMMIT a posting that does not balance', async () => {
    await expect(sql(newPosting)).rejects.toThrow(/fewer than two entries/);
    await expect(sql(newPosting, entry(thisPosting, 1, hers, 'credit', 9))).rejects.toThrow(/fewer than two entries/);
    await expect(sql(newPosting, entry(thisPosting, 1, gateway(), 'debit', 8), entry(thisPosting, 2, hers, 'credit', 9))).rejects.toThrow(/does not balance/);
  });

  it('refuses at COMMIT a posting that lacks a line that it announced', async () => {
    const three = newPosting.replace(', 2, now()', ', 3, now()');
    await expect(sql(three, entry(thisPosting, 1, gateway(), 'debit', 9), entry(thisPosting, 2, hers, 'credit', 9))).rejects.toThrow(/2 entries instead of 3/);
  });

  it('refuses another entry of a posting that is complete, whatever line it claims to be', async () => {
    for (const line of [1, 2]) await expect(sql(entry(oldPosting, line, hers, 'credit', 9))).rejects.toThrow(/line . is written/);
    for (const line of [0, 3, -1]) await expect(sql(entry(oldPosting, line, hers, 'credit', 9))).rejects.toThrow(/none of which is line/);
  });

  it('moves no balance for an entry that is not written because its line is taken', async () => {
    const taken = entry(oldPosting, 1, hers, 'credit', 9);
    await expect(sql(`${taken} ON CONFLICT DO NOTHING`)).rejects.toThrow(/line 1 is written/);
    await expect(sql(`${taken} ON CONFLICT (posting_id, line) DO UPDATE SET amount_minor = 9 WHERE false`)).rejects.toThrow(/line 1 is written/);
    const lines = [entry(thisPosting, 1, gateway(), 'debit', 9), entry(thisPosting, 2, hers, 'credit', 9)];
    await expect(sql(newPosting, ...lines, `${lines[1]} ON CONFLICT DO NOTHING`)).rejects.toThrow(/line 2 is written/);
    const twiceAtOnce = `${lines[1]} UNION ALL SELECT ${thisPosting}, 2, id, 'credit', 9, now() FROM ledger_accounts WHERE code = '${hers}' ON CONFLICT DO NOTHING`;
    await expect(sql(newPosting, lines[0] ?? '', twiceAtOnce)).rejects.toThrow(/line 2 is written/);
  });

  it('refuses an entry of a posting, or on an account, that does not exist', async () => {
    await expect(sql(entry('0', 1, hers, 'credit', 9))).rejects.toThrow(/no such posting or account/);
    await expect(sql(newPosting, entry(thisPosting, 1, hers, 'credit', 9).replace('SELECT', 'SELECT DISTINCT').replace(', id,', ', 0::bigint,'))).rejects.toThrow(/no such posting or account/);
  });

  it('refuses a wallet below zero even within one posting', async () => {
    const lines = [entry(thisPosting, 1, hers, 'debit', 600), entry(thisPosting, 2, gateway(), 'credit', 600)];
    await expect(sql(newPosting, ...lines)).rejects.toThrow(/ledger_accounts_not_negative/);
  });
});
