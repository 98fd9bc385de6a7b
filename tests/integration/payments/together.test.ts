import { eventually } from '../../support/index.ts';
import { World, type PaymentOut } from './support/world.ts';

interface Report {
  reference: string;
  minor: string;
}

describe('reports of a gateway that come at the same moment', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterEach(() => world.expectSoundBooks());

  /** Applies what the gateway says of many references, all at once; answers what was done with each, or how it failed. */
  const apply = (reports: Report[]) =>
    world.server.run(
      async (strapi, all, { load }) => {
        interface Settlements { applyReport(of: typeof strapi, report: object): Promise<{ do: string } | undefined> }
        const { applyReport } = load<Settlements>('./dist/plugins/payments/server/src/services/settlements.js');
        const report = ({ reference, minor }: Report) => ({
          gateway: 'paystack', reference, state: 'succeeded', status: 'success', isExact: true, paid: { minor: BigInt(minor), currency: 'NGN' },
        });
        const outcomes = await Promise.allSettled(all.map((one) => applyReport(strapi, report(one))));
        return outcomes.map((outcome) => (outcome.status === 'fulfilled' ? (outcome.value?.do ?? 'unknown') : String(outcome.reason)));
      },
      reports,
    );

  const beginMany = async (count: number): Promise<PaymentOut[]> => {
    const payments: PaymentOut[] = [];
    for (let i = 0; i < count; i += 1) payments.push(await world.begin());
    return payments;
  };

  it('credit each payment once, however often each is told, and take out what does not fit', async () => {
    const [before, held] = [await world.naira(), await world.suspense()];
    const payments = await beginMany(24);
    const isMisfit = (index: number) => index % 6 === 0;
    const reports = payments.map(({ reference }, index) => ({ reference, minor: isMisfit(index) ? '499999' : '500000' }));
    await apply([...reports, ...[...reports].reverse(), ...reports]);
    for (const [index, { id }] of payments.entries()) expect((await world.payment(id)).state).toBe(isMisfit(index) ? 'pending' : 'succeeded');
    expect(await world.naira()).toBe(before + 20n * 500_000n);
    expect(await world.suspense()).toBe(held + 4n * 499_999n);
    for (const { id } of payments.slice(1, 6)) expect((await world.events(id)).filter((type) => type === 'payment.succeeded')).toHaveLength(1);
  });

  it('of two references of one payment credit one; the other is a second success and goes into suspense', async () => {
    const [before, held] = [await world.naira(), await world.suspense()];
    const [payment, bystander] = await beginMany(2);
    const second = `${payment?.reference.slice(0, -4)}2nd0`;
    await world.rows(
      `INSERT INTO payment_attempts (reference, transaction_id, number, gateway, state, started_at)
       SELECT $2, id, 2, gateway, 'open', now() FROM transactions WHERE document_id = $1`,
      [payment?.id, second],
    );
    const references = [payment?.reference ?? '', second, bystander?.reference ?? ''];
    const outcomes = await apply(references.map((reference) => ({ reference, minor: '500000' })));
    expect(outcomes.filter((outcome) => outcome === 'accept')).toHaveLength(2);
    expect(outcomes.filter((outcome) => outcome === 'suspend')).toHaveLength(1);
    expect(await world.naira()).toBe(before + 1_000_000n);
    expect(await world.suspense()).toBe(held + 500_000n);
    expect((await world.attempts(payment?.id ?? '')).map(({ state }) => state)).toEqual(['succeeded', 'succeeded']);
  });

  it('do not suffer from one that the database refuses', async () => {
    const before = await world.naira();
    const payments = await beginMany(5);
    const refused = payments[2]?.reference ?? '';
    // As if another posting had taken the key of this arrival: nothing of this payment may be written.
    await world.rows('SELECT ledger_post($1)', [
      JSON.stringify([{
        id: 'pst_taken', key: `arrival:paystack:${refused}`, kind: 'test', subject: null, at: new Date(),
        lines: [{ account: 'gateway:paystack:NGN', direction: 'debit', amountMinor: '1' }, { account: 'suspense:paystack:NGN', direction: 'credit', amountMinor: '1' }],
      }]),
    ]);
    const outcomes = await apply(payments.map(({ reference }) => ({ reference, minor: '500000' })));
    expect(outcomes.map((outcome) => (outcome === 'accept' ? outcome : 'refused'))).toEqual(['accept', 'accept', 'refused', 'accept', 'accept']);
    expect(outcomes[2]).toContain('belongs to another posting');
    expect((await world.payment(payments[2]?.id ?? '')).state).toBe('pending');
    expect(await world.naira()).toBe(before + 4n * 500_000n);
  });

  it('do not wait for one whose payment is locked elsewhere', async () => {
    const before = await world.naira();
    const payments = await beginMany(5);
    const [locked, ...others] = payments;
    const holder = await world.server.db.connect();
    let applied: Promise<string[]> | undefined;
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM transactions WHERE document_id = $1 FOR UPDATE', [locked?.id]);
      applied = apply(payments.map(({ reference }) => ({ reference, minor: '500000' })));
      await eventually(async () => (await Promise.all(others.map(({ id }) => world.payment(id)))).every(({ state }) => state === 'succeeded'), { timeoutMs: 5_000 });
      expect((await world.payment(locked?.id ?? '')).state).toBe('pending');
    } finally {
      await holder.query('COMMIT');
      holder.release();
    }
    expect(await applied).toEqual(payments.map(() => 'accept'));
    expect(await world.naira()).toBe(before + 5n * 500_000n);
  });

  it('are dated right whatever time zone the database has', async () => {
    await world.rows(`DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = ''Africa/Lagos''', current_database()); END $$`);
    await world.server.restart();
    const { reference } = await world.begin();
    expect(await apply([{ reference, minor: '500000' }])).toEqual(['accept']);
    const ages = `SELECT now() - a.checked_at < interval '1 minute' AND (now() AT TIME ZONE 'UTC') - t.updated_at < interval '1 minute' AS "isRight"
      FROM payment_attempts a JOIN transactions t ON t.id = a.transaction_id WHERE a.reference = $1`;
    expect(await world.rows(ages, [reference])).toEqual([{ isRight: true }]);
  });
});
