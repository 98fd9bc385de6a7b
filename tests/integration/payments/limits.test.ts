import { startServer } from '../../support/index.ts';
import { limit, scriptedLimits } from './support/scripted-limits.ts';
import { GIVE_UP_SECONDS, NGN_5000, World } from './support/world.ts';

interface Refused {
  error?: { code: string; message: string; details: Record<string, unknown> };
}

describe('a payment within limits', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({ PAYMENT_DAY_ZONE: 'Africa/Lagos' }, { setup: scriptedLimits });
  });
  afterEach(() => world.expectSoundBooks());

  const tryToPay = (payer: Awaited<ReturnType<World['newPayer']>>, body: object = {}) => payer.http.post<Refused>('/api/payments', { body: { ...NGN_5000, ...body } });
  const codeOf = async (answer: ReturnType<typeof tryToPay>) => {
    const { status, body } = await answer;
    return status === 201 ? 'paid' : body.error?.code;
  };

  it('begins as ever for whom nothing is limited', async () => {
    expect((await world.begin()).state).toBe('pending');
  });

  it('takes the room of the day: of fifty at once, three go through', async () => {
    const payer = await world.newPayer();
    await limit(world, payer, { perDay: '1900000' });
    const answers = await Promise.all(Array.from({ length: 50 }, () => codeOf(tryToPay(payer))));
    expect(answers.filter((code) => code === 'paid')).toHaveLength(3);
    expect(answers.filter((code) => code === 'PAYMENT_LIMIT_EXCEEDED')).toHaveLength(47);
    expect(await world.rows('SELECT 1 FROM transactions t JOIN up_users u ON u.id = t.payer_id WHERE u.document_id = $1', [payer.id])).toHaveLength(3);
    expect(await codeOf(tryToPay(payer, { amountMinor: '400000' }))).toBe('paid');
    expect(await codeOf(tryToPay(payer, { amountMinor: '5000' }))).toBe('PAYMENT_LIMIT_EXCEEDED');
  });

  it('takes the room of the wallet, payments that are open counted in, while webhooks credit it', async () => {
    const payer = await world.newPayer();
    await limit(world, payer, { balance: '2000000' });
    const begun = await Promise.all([world.begin({}, payer), world.begin({}, payer)]);
    const [answers] = await Promise.all([
      Promise.all(Array.from({ length: 50 }, () => codeOf(tryToPay(payer)))),
      Promise.resolve(begun.forEach(({ reference }) => world.paystack.pay(reference))),
    ]);
    for (const { id } of begun) await world.becomes(id, 'succeeded', payer);
    expect(answers.filter((code) => code === 'paid')).toHaveLength(2);
    expect([await world.naira(payer), await world.held(payer)]).toEqual([1_000_000n, 0n]);
  });

  it('is refused with which limit, what is taken of it, and what the policy says', async () => {
    const payer = await world.newPayer();
    await limit(world, payer, { perTransaction: '499999', perDay: '800000' });
    const { status, body } = await tryToPay(payer);
    expect(status).toBe(422);
    expect(body.error).toMatchObject({
      code: 'PAYMENT_LIMIT_EXCEEDED',
      message: 'You may pay at most NGN 4,999.99 at once.',
      details: { limit: 'perTransaction', limitMinor: '499999', usedMinor: '0', amountMinor: '500000', currency: 'NGN', level: 'tier-0', nextLevel: { key: 'tier-1', requirements: ['nin'] } },
    });
    await world.begin({ amountMinor: '450000' }, payer);
    const second = await tryToPay(payer, { amountMinor: '450000' });
    expect(second.body.error).toMatchObject({ message: 'You may pay at most NGN 8,000.00 a day; NGN 3,500.00 are left today.', details: { limit: 'perDay', usedMinor: '450000' } });
  });

  it('is limited in each currency by itself', async () => {
    const payer = await world.newPayer();
    await limit(world, payer, { perDay: '500000' });
    await limit(world, payer, { perDay: '100' }, 'GHS');
    expect(await codeOf(tryToPay(payer))).toBe('paid');
    expect(await codeOf(tryToPay(payer, { amountMinor: '5000' }))).toBe('PAYMENT_LIMIT_EXCEEDED');
    expect(await codeOf(tryToPay(payer, { amountMinor: '100', currency: 'GHS' }))).toBe('paid');
    expect(await codeOf(tryToPay(payer, { amountMinor: '200', currency: 'GHS' }))).toBe('PAYMENT_LIMIT_EXCEEDED');
    expect(await codeOf(tryToPay(payer, { amountMinor: '9000000', currency: 'XOF' }))).toBe('paid');
  });

  it('gives its room back when it fails or is abandoned', async () => {
    const payer = await world.newPayer();
    await limit(world, payer, { perDay: '1000000', balance: '1000000' });
    const [one, other] = [await world.begin({}, payer), await world.begin({}, payer)];
    expect(await codeOf(tryToPay(payer))).toBe('PAYMENT_LIMIT_EXCEEDED');
    world.paystack.decline(one.reference);
    expect((await world.sync(one.id, payer)).state).toBe('failed');
    expect(await codeOf(tryToPay(payer))).toBe('paid');
    expect(await codeOf(tryToPay(payer))).toBe('PAYMENT_LIMIT_EXCEEDED');
    await world.pass(GIVE_UP_SECONDS + 10);
    await world.janitor();
    await world.becomes(other.id, 'abandoned', payer);
    expect(await codeOf(tryToPay(payer))).toBe('paid');
  });

  it('counts on the day on which it began, where the setting says that day is', async () => {
    const payer = await world.newPayer();
    await limit(world, payer, { perDay: '500000' });
    const at = (instant: string) => world.server.run((_strapi, text: string, { kernel }) => kernel.clock.set(new Date(text)), instant);
    const day = new Date(Date.now() + 172_800_000).toISOString().slice(0, 10);
    try {
      // Lagos is an hour ahead of UTC all year.
      await at(`${day}T22:59:30Z`);
      expect(await codeOf(tryToPay(payer))).toBe('paid');
      expect(await codeOf(tryToPay(payer, { amountMinor: '5000' }))).toBe('PAYMENT_LIMIT_EXCEEDED');
      await at(`${day}T23:00:00Z`);
      expect(await codeOf(tryToPay(payer))).toBe('paid');
      expect(await codeOf(tryToPay(payer, { amountMinor: '5000' }))).toBe('PAYMENT_LIMIT_EXCEEDED');
    } finally {
      await world.server.run((_strapi, _args, { kernel }) => kernel.clock.reset());
    }
  });

  it('takes no room when its server dies before COMMIT', async () => {
    const payer = await world.newPayer();
    await limit(world, payer, { perDay: '500000' });
    const client = await world.server.db.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await client.query('BEGIN');
    await client.query(`SELECT set_config('mangrove.writer', 'payments', true)`);
    await client.query(`INSERT INTO payment_limits (payer, currency, per_day_minor, asked_at, good_until) VALUES ($1, 'NGN', 500000, now(), now())`, [payer.id]);
    await client.query(INSERT, [payer.id, '500000', 'pay_sql_dead', 1]);
    // The end of its connection is what this is about; the pool says so as well.
    client.on('error', () => undefined);
    const isGone = new Promise((resolve) => client.once('error', resolve));
    await world.rows('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await isGone;
    client.release(true);
    expect(await codeOf(tryToPay(payer))).toBe('paid');
  });

  describe('with plain SQL, as the plugin itself', () => {
    const insert = async (payerId: string, amountMinor: string, id: string, count = 1) => {
      const client = await world.server.db.connect();
      try {
        await client.query('BEGIN');
        await client.query(`SELECT set_config('mangrove.writer', 'payments', true)`);
        await client.query(INSERT, [payerId, amountMinor, id, count]);
        await client.query('COMMIT');
        return 'paid';
      } catch (error) {
        await client.query('ROLLBACK');
        return (error as { constraint?: string }).constraint;
      } finally {
        client.release();
      }
    };

    it('is no more than the limits leave, one by one and many at once', async () => {
      const payer = await world.newPayer();
      await limit(world, payer, { perTransaction: '300000', perDay: '1000000', balance: '950000' });
      await world.begin({ amountMinor: '100000' }, payer);
      expect(await insert(payer.id, '300001', 'pay_sql_a')).toBe('payments_limit');
      const many = await Promise.all(Array.from({ length: 12 }, (_, n) => insert(payer.id, '200000', `pay_sql_b${n}`)));
      expect(many.filter((outcome) => outcome === 'paid')).toHaveLength(4);
      expect(many.filter((outcome) => outcome === 'payments_limit')).toHaveLength(8);
      expect(await insert(payer.id, '50001', 'pay_sql_c')).toBe('payments_limit');
      expect(await insert(payer.id, '50000', 'pay_sql_d')).toBe('paid');
    });

    it('is no more than the limits leave within one statement', async () => {
      const payer = await world.newPayer();
      await limit(world, payer, { perDay: '600000' });
      await world.begin({ amountMinor: '100000' }, payer);
      expect(await insert(payer.id, '200000', 'pay_sql_e', 3)).toBe('payments_limit');
      expect(await insert(payer.id, '200000', 'pay_sql_e', 2)).toBe('paid');
    });

    it('is nothing for somebody whose limits nobody asked for', async () => {
      const payer = await world.newPayer();
      expect(await insert(payer.id, '1', 'pay_sql_f')).toBe('payments_limits_known');
    });

    it('cannot forget its limits', async () => {
      await expect(world.rows('DELETE FROM payment_limits')).rejects.toThrow(/change only through|never changed or removed/);
      await expect(world.rows('UPDATE payment_limits SET per_day_minor = NULL')).rejects.toThrow(/change only through/);
      await expect(world.rows('DELETE FROM payment_limit_rule')).rejects.toThrow(/change only through/);
    });
  });
});

/** Payments as the plugin writes them: payer, amount, id, and how many. */
const INSERT = `INSERT INTO transactions (document_id, kind, state, amount_minor, currency, gateway, reference, payer_id, created_at, updated_at)
  SELECT $3 || n, 'payment', 'created', $2, 'NGN', 'paystack', 'pay-' || md5($3 || n), u.id, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
    FROM up_users u, generate_series(1, $4::int) n WHERE u.document_id = $1`;

describe('the policy of limits', () => {
  it('is one: a second stops the start', async () => {
    const twice = startServer({
      setup(strapi, { load }) {
        const { limitPolicy } = load<typeof import('#payments')>('#payments');
        const limitsOf = () => Promise.reject(new Error('Nobody is asked.'));
        for (const code of ['first', 'second']) limitPolicy(strapi).use({ code, limitsOf });
      },
    });
    await expect(twice).rejects.toThrow(/limited by "first" already; "second" cannot/);
  });
});
