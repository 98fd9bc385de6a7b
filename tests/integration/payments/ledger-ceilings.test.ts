import fc from 'fast-check';
import type pg from 'pg';
import { gateway, move, newKey, openLedger, wallet, type Ledger } from './support/ledger.ts';

const heldOf = (account: string) => account.replace('wallet:', 'held:');

describe('a wallet with a ceiling', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await openLedger();
  });
  afterEach(async () => expect(await ledger.mistakes()).toEqual([]));

  /** As the payments plugin, one transaction. */
  const asWriter = async (...statements: string[]) => {
    const client: pg.PoolClient = await ledger.db.connect();
    try {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('mangrove.writer', 'payments', true)`);
      for (const statement of statements) await client.query(statement);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  };
  const cap = async (account: string, ceiling: bigint | null) => {
    const [, owner, currency] = account.split(':');
    await asWriter(
      `INSERT INTO payment_limits (payer, currency, asked_at, good_until) VALUES ('${owner}', '${currency}', now(), now()) ON CONFLICT DO NOTHING`,
      `SELECT payments_set_limits('${owner}', '${currency}', NULL, NULL, ${ceiling ?? 'NULL'}, now(), now())`,
    );
  };
  const capped = async (ceiling: bigint, currency = 'NGN') => {
    const account = wallet(currency);
    await cap(account, ceiling);
    return account;
  };
  const both = async (account: string) => [await ledger.balanceOf(account), (await ledger.balanceOf(heldOf(account))) ?? 0n];

  it('takes what fits; the rest of the same posting is held', async () => {
    const hers = await capped(800n);
    const credits = [500n, 500n, 500n].map((minor) => ({ key: newKey(), minor }));
    for (const { key, minor } of credits) expect(await ledger.post(key, move(gateway(), hers, minor))).toMatch(/^pst_/);
    expect(await both(hers)).toEqual([800n, 700n]);
    const { rows } = await ledger.db.query<{ lines: number }>('SELECT lines FROM ledger_postings WHERE key = ANY($1) ORDER BY id', [credits.map(({ key }) => key)]);
    expect(rows.map(({ lines }) => lines)).toEqual([2, 3, 2]);
    for (const { key, minor } of credits) expect(await ledger.post(key, move(gateway(), hers, minor))).toBeNull();
    await expect(ledger.post(credits[0]?.key ?? '', move(gateway(), hers, 501n))).rejects.toMatchObject({ constraint: 'ledger_key_reused' });
    expect(await both(hers)).toEqual([800n, 700n]);
  });

  it('is filled exactly by several credits of one call, and each call is all or nothing', async () => {
    const [hers, his] = [await capped(1_000n), await capped(10n, 'GHS')];
    const many = Array.from({ length: 7 }, () => ({ key: newKey(), lines: move(gateway(), hers, 300n) }));
    const theirs = wallet();
    await ledger.postTogether([...many, { key: newKey(), lines: move(gateway('GHS'), his, 25n) }, { key: newKey(), lines: move(gateway(), theirs, 9_000n) }]);
    expect([await both(hers), await both(his), await both(theirs)]).toEqual([[1_000n, 1_100n], [10n, 15n], [9_000n, 0n]]);
    await expect(ledger.postTogether([{ key: newKey(), lines: move(gateway(), hers, 1n) }, { key: newKey(), lines: move(hers, gateway(), 1_001n) }])).rejects.toMatchObject({ constraint: 'ledger_accounts_not_negative' });
    expect(await both(hers)).toEqual([1_000n, 1_100n]);
  });

  it('keeps what it holds when a lower ceiling comes, takes no more, and pays out as before', async () => {
    const hers = wallet();
    await ledger.post(newKey(), move(gateway(), hers, 900n));
    await cap(hers, 200n);
    await ledger.post(newKey(), move(gateway(), hers, 50n));
    expect(await both(hers)).toEqual([900n, 50n]);
    await ledger.post(newKey(), move(hers, gateway(), 800n));
    await ledger.post(newKey(), move(gateway(), hers, 150n));
    expect(await both(hers)).toEqual([200n, 100n]);
    await cap(hers, null);
    await ledger.post(newKey(), move(heldOf(hers), hers, 100n));
    expect(await both(hers)).toEqual([300n, 0n]);
  });

  it('is never above it, whatever comes in and goes out at the same time, and nobody waits in a circle', async () => {
    const wallets = await Promise.all([1_000n, 777n, 5n, 0n].map((ceiling) => capped(ceiling)));
    const ceilings = [1_000n, 777n, 5n, 0n];
    const pick = (i: number) => wallets[i % wallets.length] ?? '';
    const calls = Array.from({ length: 60 }, (_, i) => {
      const some = Array.from({ length: 6 }, (__, j) => ({ key: newKey(), lines: move(gateway(), pick(i + j * 3), BigInt(7 + j)) }));
      return ledger.postTogether(i % 2 ? some : some.reverse());
    });
    const moves = Array.from({ length: 60 }, (_, i) => ledger.post(newKey(), move(pick(i), pick(i + 1), 1n)).catch((error: { constraint?: string }) => error.constraint));
    const outcomes = await Promise.all([...calls, ...moves]);
    expect(outcomes.filter((outcome) => typeof outcome === 'string' && outcome !== 'ledger_accounts_not_negative' && !outcome.startsWith('pst_'))).toEqual([]);
    for (const [index, account] of wallets.entries()) expect(((await ledger.balanceOf(account)) ?? 0n) <= (ceilings[index] ?? 0n)).toBe(true);
    const { rows } = await ledger.db.query<{ deadlocks: string }>('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()');
    expect(rows[0]?.deadlocks).toBe('0');
  });

  it('holds under any sequence of credits, debits and changes of the ceiling', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('credit' as const), minor: fc.bigInt({ min: 1n, max: 500n }) }),
      fc.record({ do: fc.constant('debit' as const), minor: fc.bigInt({ min: 1n, max: 500n }) }),
      fc.record({ do: fc.constant('cap' as const), minor: fc.bigInt({ min: 0n, max: 900n }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const hers = await capped(400n);
        let [balance, held, ceiling] = [0n, 0n, 400n];
        for (const { do: act, minor } of steps) {
          if (act === 'cap') {
            ceiling = minor;
            await cap(hers, minor);
          } else if (act === 'credit') {
            const room = ceiling > balance ? ceiling - balance : 0n;
            const fits = minor < room ? minor : room;
            [balance, held] = [balance + fits, held + minor - fits];
            await ledger.post(newKey(), move(gateway(), hers, minor));
          } else if (minor <= balance) {
            balance -= minor;
            await ledger.post(newKey(), move(hers, gateway(), minor));
          } else await expect(ledger.post(newKey(), move(hers, gateway(), minor))).rejects.toMatchObject({ constraint: 'ledger_accounts_not_negative' });
        }
        expect(await both(hers)).toEqual([balance, held]);
      }),
      { numRuns: 20 },
    );
  });

  it('cannot be gone around: neither with entries by hand, nor by moving the ceiling', async () => {
    const hers = await capped(100n);
    const entry = (line: number, account: string, direction: string) =>
      `INSERT INTO ledger_entries (posting_id, line, account_id, direction, amount_minor, posted_at)
       SELECT (SELECT id FROM ledger_postings WHERE key = 'by-hand'), ${line}, id, '${direction}', 101, now() FROM ledger_accounts WHERE code = '${account}'`;
    const posting = `INSERT INTO ledger_postings (public_id, key, kind, content, lines, posted_at) VALUES ('pst_by_hand', 'by-hand', 'test', '', 2, now())`;
    await expect(asWriter(posting, entry(1, gateway(), 'debit'), entry(2, hers, 'credit'))).rejects.toMatchObject({ constraint: 'ledger_accounts_ceiling' });
    await expect(ledger.db.query('UPDATE ledger_accounts SET ceiling_minor = NULL WHERE code = $1', [hers])).rejects.toThrow(/changes only through entries/);
    await expect(asWriter(`UPDATE ledger_accounts SET ceiling_minor = 1000, balance_minor = 1000 WHERE code = '${hers}'`)).rejects.toThrow(/changes only through entries/);
    await expect(asWriter(`UPDATE ledger_accounts SET ceiling_minor = -1 WHERE code = '${hers}'`)).rejects.toMatchObject({ constraint: 'ledger_accounts_ceiling_of_wallet' });
    expect(await both(hers)).toEqual([0n, 0n]);
  });
});
