import fc from 'fast-check';
import { gateway, move, newKey, openLedger, suspense, wallet, type Ledger } from './support/ledger.ts';

const refused = (constraint: string) => expect.objectContaining({ constraint });

describe('the ledger', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await openLedger();
  });
  afterEach(async () => expect(await ledger.mistakes()).toEqual([]));

  it('credits a wallet against the gateway, once a key', async () => {
    const [key, hers] = [newKey(), wallet()];
    expect(await ledger.post(key, move(gateway(), hers, 500_000n))).toMatch(/^pst_/);
    expect(await ledger.post(key, move(gateway(), hers, 500_000n))).toBeNull();
    expect(await ledger.balanceOf(hers)).toBe(500_000n);
  });

  it('refuses another posting under a used key, and changes nothing', async () => {
    const [key, hers, his] = [newKey(), wallet(), wallet()];
    await ledger.post(key, move(gateway(), hers, 500n));
    for (const other of [move(gateway(), hers, 501n), move(gateway(), his, 500n), move(suspense(), hers, 500n), move(hers, gateway(), 500n)]) {
      await expect(ledger.post(key, other)).rejects.toEqual(refused('ledger_key_reused'));
    }
    await expect(ledger.post(key, move(gateway(), hers, 500n), { kind: 'other' })).rejects.toEqual(refused('ledger_key_reused'));
    await expect(ledger.post(key, move(gateway(), hers, 500n), { subject: 'pay_other' })).rejects.toEqual(refused('ledger_key_reused'));
    expect(await ledger.balanceOf(hers)).toBe(500n);
    expect(await ledger.balanceOf(his)).toBeUndefined();
  });

  it('credits one payment once, even under two keys', async () => {
    const hers = wallet();
    const about = { kind: 'payment', subject: `pay_${newKey()}` };
    await ledger.post(newKey(), move(gateway(), hers, 500n), about);
    await expect(ledger.post(newKey(), move(gateway(), hers, 500n), about)).rejects.toEqual(refused('ledger_postings_one_credit'));
    expect(await ledger.balanceOf(hers)).toBe(500n);
  });

  it('never lets a wallet fall below zero', async () => {
    const hers = wallet();
    await ledger.post(newKey(), move(gateway(), hers, 100n));
    await expect(ledger.post(newKey(), move(hers, gateway(), 101n))).rejects.toEqual(refused('ledger_accounts_not_negative'));
    await ledger.post(newKey(), move(hers, gateway(), 100n));
    expect(await ledger.balanceOf(hers)).toBe(0n);
  });

  it('refuses amounts that are no amounts, accounts that are no accounts, and postings that do not balance', async () => {
    const hers = wallet();
    const post = (lines: Parameters<Ledger['post']>[1]) => ledger.post(newKey(), lines);
    await expect(post(move(gateway(), hers, 0n))).rejects.toThrow(/check constraint/);
    await expect(post(move(gateway(), hers, -5n))).rejects.toThrow(/check constraint/);
    await expect(post(move(gateway(), 'treasure:nobody:NGN', 5n))).rejects.toThrow(/violates/);
    await expect(post(move(gateway(), 'wallet::NGN', 5n))).rejects.toThrow(/violates/);
    await expect(post(move(gateway(), 'wallet:usr_x:naira', 5n))).rejects.toThrow(/violates/);
    await expect(post(move(gateway(), 'wallet:usr_x:NGN:more', 5n))).rejects.toThrow(/violates/);
    await expect(post([{ account: hers, direction: 'credit', minor: 5n }])).rejects.toThrow(/fewer than two entries/);
    await expect(post([])).rejects.toThrow(/fewer than two entries/);
    await expect(post([...move(gateway(), hers, 5n), { account: hers, direction: 'credit', minor: 1n }])).rejects.toThrow(/does not balance in NGN/);
    await expect(post(move(gateway('NGN'), wallet('GHS'), 5n))).rejects.toThrow(/does not balance in/);
    expect(await ledger.balanceOf(hers)).toBeUndefined();
  });

  it('takes several postings at once, and leaves out those that it has', async () => {
    const [hers, his, key, other] = [wallet(), wallet(), newKey(), newKey()];
    await ledger.post(key, move(gateway(), hers, 500n));
    const known = { key, lines: move(gateway(), hers, 500n) };
    expect(await ledger.postTogether([known, { key: other, lines: move(hers, his, 200n) }, { key: other, lines: move(hers, his, 200n) }])).toEqual([false, true, false]);
    expect([await ledger.balanceOf(hers), await ledger.balanceOf(his)]).toEqual([300n, 200n]);
  });

  it('takes none of several postings when one is refused', async () => {
    const [hers, his, key] = [wallet(), wallet(), newKey()];
    await ledger.post(key, move(gateway(), hers, 500n));
    const good = { key: newKey(), lines: move(gateway(), hers, 1n) };
    await expect(ledger.postTogether([good, { key: newKey(), lines: move(hers, his, 502n) }])).rejects.toEqual(refused('ledger_accounts_not_negative'));
    await expect(ledger.postTogether([good, { key, lines: move(gateway(), his, 500n) }])).rejects.toEqual(refused('ledger_key_reused'));
    await expect(ledger.postTogether([good, { key: newKey(), lines: move(gateway(), wallet('GHS'), 5n) }])).rejects.toThrow(/does not balance/);
    expect(await ledger.balanceOf(hers)).toBe(500n);
  });

  it('balances in each currency by itself', async () => {
    const [naira, cedi] = [wallet('NGN'), wallet('GHS')];
    await ledger.post(newKey(), [...move(gateway('NGN'), naira, 700n), ...move(gateway('GHS'), cedi, 9n)]);
    expect([await ledger.balanceOf(naira), await ledger.balanceOf(cedi)]).toEqual([700n, 9n]);
  });

  it('holds every rule under any sequence of postings, repeats and refusals', async () => {
    const wallets = ['NGN', 'GHS'].flatMap((currency) => [wallet(currency), wallet(currency)]);
    const account = fc.constantFrom(...wallets, gateway('NGN'), gateway('GHS'), suspense('NGN'), suspense('GHS'));
    const posting = fc.record({ key: fc.integer({ min: 1, max: 12 }), from: account, to: account, minor: fc.bigInt({ min: 0n, max: 1_000n }) });
    const run = newKey();
    const model = new Map<string, bigint>();
    const keys = new Map<string, string>();
    await fc.assert(
      fc.asyncProperty(fc.array(posting, { minLength: 1, maxLength: 15 }), async (postings) => {
        for (const { key, from, to, minor } of postings) {
          const content = `${from} ${to} ${minor}`;
          const outcome = await ledger.post(`${run}:${key}`, move(from, to, minor)).catch((error: Error) => error);
          const known = keys.get(`${key}`);
          if (known !== undefined) {
            if (known === content) expect(outcome).toBeNull();
            else expect(outcome).toEqual(refused('ledger_key_reused'));
            continue;
          }
          const isSameCurrency = from.slice(-3) === to.slice(-3);
          const isCovered = !from.startsWith('wallet') || from === to || (model.get(from) ?? 0n) >= minor;
          if (outcome instanceof Error) {
            expect(minor === 0n || !isSameCurrency || !isCovered || from === to).toBe(true);
            continue;
          }
          expect(minor > 0n && isSameCurrency && isCovered).toBe(true);
          keys.set(`${key}`, content);
          const direction = (code: string) => (code.startsWith('gateway') ? -1n : 1n);
          model.set(from, (model.get(from) ?? 0n) - minor * direction(from));
          model.set(to, (model.get(to) ?? 0n) + minor * direction(to));
        }
        for (const code of wallets) expect((await ledger.balanceOf(code)) ?? 0n).toBe(model.get(code) ?? 0n);
        expect(await ledger.mistakes()).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

describe('many at once on the ledger', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await openLedger();
  });
  afterEach(async () => expect(await ledger.mistakes()).toEqual([]));

  it('post one key once', async () => {
    const [key, hers] = [newKey(), wallet()];
    const answers = await Promise.all(Array.from({ length: 40 }, () => ledger.post(key, move(gateway(), hers, 7n))));
    expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
    expect(await ledger.balanceOf(hers)).toBe(7n);
  });

  it('never wait for each other in a circle, in whatever direction money goes', async () => {
    const wallets = [wallet(), wallet(), wallet(), wallet()];
    for (const code of wallets) await ledger.post(newKey(), move(gateway(), code, 10_000n));
    const pairs = Array.from({ length: 400 }, (_, i) => [wallets[i % 4], wallets[(i + 1 + (i % 3)) % 4]] as [string, string]);
    const moves = pairs.map(([from, to], i) => ledger.post(newKey(), i % 2 ? move(from, to, 3n) : [...move(to, from, 3n)].reverse()));
    await expect(Promise.all(moves)).resolves.toHaveLength(400);
    const total = await Promise.all(wallets.map((code) => ledger.balanceOf(code)));
    expect(total.reduce<bigint>((sum, balance) => sum + (balance ?? 0n), 0n)).toBe(40_000n);
    const { rows } = await ledger.db.query<{ deadlocks: string }>('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()');
    expect(rows[0]?.deadlocks).toBe('0');
  });

  it('never wait for each other in a circle when each call holds several postings', async () => {
    const wallets = Array.from({ length: 8 }, () => wallet());
    for (const code of wallets) await ledger.post(newKey(), move(gateway(), code, 10_000n));
    const pick = (i: number) => wallets[i % wallets.length] ?? '';
    const calls = Array.from({ length: 80 }, (_, i) => {
      const some = Array.from({ length: 6 }, (__, j) => ({ key: newKey(), lines: move(pick(i * 5 + j * 3), pick(i * 5 + j * 3 + 1 + j), 1n) }));
      return ledger.postTogether(i % 2 ? some : some.reverse());
    });
    expect((await Promise.all(calls)).flat().filter(Boolean)).toHaveLength(480);
    const { rows } = await ledger.db.query<{ deadlocks: string }>('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()');
    expect(rows[0]?.deadlocks).toBe('0');
  });

  it('never take more out of a wallet than it holds', async () => {
    const hers = wallet();
    await ledger.post(newKey(), move(gateway(), hers, 1_000n));
    const answers = await Promise.allSettled(Array.from({ length: 60 }, () => ledger.post(newKey(), move(hers, gateway(), 30n))));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(33);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toEqual(refused('ledger_accounts_not_negative'));
    expect(await ledger.balanceOf(hers)).toBe(10n);
  });

  it('open the same new accounts in opposite directions without waiting for each other in a circle', async () => {
    const pairs = Array.from({ length: 60 }, () => [`gateway:${newKey().slice(5)}:NGN`, `suspense:${newKey().slice(5)}:NGN`] as [string, string]);
    const moves = pairs.flatMap(([one, other]) => [ledger.post(newKey(), move(one, other, 2n)), ledger.post(newKey(), move(other, one, 2n))]);
    await expect(Promise.all(moves)).resolves.toHaveLength(120);
    const { rows } = await ledger.db.query<{ deadlocks: string }>('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()');
    expect(rows[0]?.deadlocks).toBe('0');
  });

  it('open one account for one wallet', async () => {
    const hers = wallet();
    await Promise.all(Array.from({ length: 30 }, () => ledger.post(newKey(), move(gateway(), hers, 1n))));
    const { rowCount } = await ledger.db.query('SELECT 1 FROM ledger_accounts WHERE code = $1', [hers]);
    expect(rowCount).toBe(1);
    expect(await ledger.balanceOf(hers)).toBe(30n);
  });
});
