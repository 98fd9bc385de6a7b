import { randomUUID } from 'node:crypto';
import { discrepancies, misfit, newPayer, open, openOffice, resolve, stray, walletOf, type Office } from './office.ts';

describe('resolving a discrepancy', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });

  const inSuspense = async () => {
    const { rows } = await office.server.db.query<{ sum: string }>(
      `SELECT coalesce(sum(CASE e.direction WHEN 'credit' THEN e.amount_minor ELSE -e.amount_minor END), 0)::text AS sum
       FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id WHERE a.kind = 'suspense'`,
    );
    return BigInt(rows[0]?.sum ?? '0');
  };

  it('credits the payer with what arrived, and tells who decided and why', async () => {
    const payer = await newPayer(office);
    const found = await misfit(office, payer, '2000000', 1_500_000);
    const before = await inSuspense();
    const { status, body } = await resolve(office, found.id, { action: 'credit', note: 'The payer agreed to the smaller amount.' }, randomUUID());
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ state: 'credited', note: 'The payer agreed to the smaller amount.', resolvedBy: { name: 'Test Staff' } });
    expect(await walletOf(payer)).toBe('1500000');
    expect(before - (await inSuspense())).toBe(1_500_000n);
    const file = await open(office, found.payment?.id ?? '');
    expect(file.timeline.at(-1)).toMatchObject({ type: 'payment.discrepancy_resolved', actor: { type: 'staff', id: office.admin.id } });
    expect(file.postings.map(({ kind }) => kind)).toEqual(['arrival_in_suspense', 'suspense_credited']);
    const audited = await office.server.db.query(`SELECT 1 FROM audit_entries WHERE action = 'discrepancy.resolved' AND subject_id = $1 AND actor = $2`, [found.id, `staff:${office.admin.id}`]);
    expect(audited.rowCount).toBe(1);
  });

  it('records that money was returned at the gateway', async () => {
    const payer = await newPayer(office);
    const found = await misfit(office, payer, '900000', 800_000);
    const { body } = await resolve(office, found.id, { action: 'return', note: 'Refunded on the dashboard.' }, randomUUID());
    expect(body.data?.state).toBe('returned');
    expect(body.data?.postings.at(-1)?.entries.map(({ account, direction }) => `${direction} ${account}`)).toEqual(['debit suspense:paystack:NGN', 'credit gateway:paystack:NGN']);
    expect(await walletOf(payer)).toBe('0');
  });

  it('credits money for an unknown reference to the user that staff name, and to nobody else', async () => {
    const payer = await newPayer(office);
    const found = await stray(office, 420_000);
    const nobody = await resolve(office, found.id, { action: 'credit', note: 'Whose is it?' }, randomUUID());
    const unknown = await resolve(office, found.id, { action: 'credit', note: 'Whose is it?', userId: 'usr_nobody' }, randomUUID());
    expect([nobody, unknown].map(({ status, body }) => [status, body.error?.code])).toEqual(Array(2).fill([422, 'PAYMENT_DISCREPANCY_NOT_CREDITABLE']));
    const named = await resolve(office, found.id, { action: 'credit', note: 'Paid for the shop.', userId: payer.id }, randomUUID());
    expect(named.status).toBe(200);
    expect(await walletOf(payer)).toBe('420000');
  });

  it('gives the money of a payment to its payer only', async () => {
    const stranger = await newPayer(office);
    const found = await misfit(office, await newPayer(office), '300000', 200_000);
    const { status } = await resolve(office, found.id, { action: 'credit', note: 'To somebody else.', userId: stranger.id }, randomUUID());
    expect(status).toBe(400);
    expect(await walletOf(stranger)).toBe('0');
  });

  it('happens once, whoever tries at the same time', async () => {
    const payer = await newPayer(office);
    const found = await misfit(office, payer, '700000', 600_000);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, turn) => resolve(office, found.id, { action: turn % 2 === 0 ? 'credit' : 'return', note: `Try ${turn}.` }, randomUUID())));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(409)]);
    expect(new Set(answers.filter(({ status }) => status === 409).map(({ body }) => body.error?.code))).toEqual(new Set(['PAYMENT_DISCREPANCY_RESOLVED']));
    const winner = answers.find(({ status }) => status === 200)?.body.data?.state;
    expect(await walletOf(payer)).toBe(winner === 'credited' ? '600000' : '0');
  });

  it('gives a repeat the first answer, even when that one was lost', async () => {
    const payer = await newPayer(office);
    const found = await misfit(office, payer, '700000', 650_000);
    const key = randomUUID();
    const decision = { action: 'credit', note: 'Once is enough.' };
    const first = await resolve(office, found.id, decision, key);
    const repeat = await resolve(office, found.id, decision, key);
    // The server died between its COMMIT and the keeping of the answer.
    await office.server.db.query('DELETE FROM idempotency_keys WHERE key = $1', [key]);
    const afterCrash = await resolve(office, found.id, decision, key);
    expect([first.status, repeat.status, afterCrash.status]).toEqual([200, 200, 200]);
    expect(repeat.headers.get('idempotency-replayed')).toBe('true');
    expect(await walletOf(payer)).toBe('650000');
    const other = await resolve(office, found.id, { ...decision, action: 'return' }, key);
    expect([other.status, other.body.error?.code]).toEqual([422, 'KERNEL_IDEMPOTENCY_KEY_REUSED']);
  });

  it('needs a key where money moves, and a note always', async () => {
    const found = await misfit(office, await newPayer(office), '500000', 400_000);
    const withoutKey = await resolve(office, found.id, { action: 'credit', note: 'No key.' });
    expect([withoutKey.status, withoutKey.body.error?.code]).toEqual([400, 'KERNEL_IDEMPOTENCY_KEY_MISSING']);
    expect((await resolve(office, found.id, { action: 'credit', note: ' ' }, randomUUID())).status).toBe(400);
    expect((await discrepancies(office, '?state=open')).map(({ id }) => id)).toContain(found.id);
  });

  it('never dismisses money', async () => {
    const found = await misfit(office, await newPayer(office), '500000', 300_000);
    const { status, body } = await resolve(office, found.id, { action: 'dismiss', note: 'Too small to care.' });
    expect([status, body.error?.code]).toEqual([422, 'PAYMENT_DISCREPANCY_HOLDS_MONEY']);
  });

  it('dismisses news without money, and neither credits nor returns it', async () => {
    const id = 'dsc_00000000000000000000000001';
    await office.server.db.query(
      `WITH writer AS (SELECT set_config('mangrove.writer', 'payments', false))
       INSERT INTO payment_discrepancies (document_id, kind, state, gateway, reference, detail, created_at, updated_at, published_at)
       SELECT $1, 'contradiction', 'open', 'paystack', 'pay-000000000000000000', 'The gateway took it back.', now(), now(), now() FROM writer`,
      [id],
    );
    const credit = await resolve(office, id, { action: 'credit', note: 'There is none.' }, randomUUID());
    expect([credit.status, credit.body.error?.code]).toEqual([422, 'PAYMENT_DISCREPANCY_NOT_CREDITABLE']);
    const { body } = await resolve(office, id, { action: 'dismiss', note: 'The gateway corrected itself.' });
    expect(body.data?.state).toBe('dismissed');
  });

  describe('around the code', () => {
    const asWriter = async (statement: string, values: unknown[]) => {
      const client = await office.server.db.connect();
      try {
        await client.query('BEGIN');
        await client.query(`SELECT set_config('mangrove.writer', 'payments', true)`);
        await client.query(statement, values);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      } finally {
        client.release();
      }
    };
    const RESOLVED = `note = 'x', resolved_by = 'staff:x', resolved_at = now()`;

    it('is refused by the database: credited without a posting, dismissed with money, opened again, or about something else', async () => {
      const found = await misfit(office, await newPayer(office), '500000', 200_000);
      await expect(asWriter(`UPDATE payment_discrepancies SET state = 'credited', ${RESOLVED} WHERE document_id = $1`, [found.id])).rejects.toThrow(/without a posting/);
      await expect(asWriter(`UPDATE payment_discrepancies SET state = 'dismissed', ${RESOLVED} WHERE document_id = $1`, [found.id])).rejects.toThrow(/payment_discrepancies_dismissed/);
      await expect(asWriter(`UPDATE payment_discrepancies SET state = 'returned' WHERE document_id = $1`, [found.id])).rejects.toThrow(/payment_discrepancies_explained/);
      await expect(asWriter('UPDATE payment_discrepancies SET amount_minor = 1 WHERE document_id = $1', [found.id])).rejects.toThrow(/never changes/);
      await resolve(office, found.id, { action: 'return', note: 'Returned.' }, randomUUID());
      await expect(asWriter(`UPDATE payment_discrepancies SET state = 'open' WHERE document_id = $1`, [found.id])).rejects.toThrow(/has been resolved/);
    });
  });
});
