import type { TestUser } from '../../support/index.ts';
import { NGN_5000, World, type PaymentOut } from './support/world.ts';

interface Row extends Omit<PaymentOut, 'nextAction' | 'metadata'> {
  kind: string;
}
interface Page<Item> {
  data: Item[];
  meta: { nextCursor: string | null };
}

describe('the REST interface of payments', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });

  const list = (query: string, user: TestUser = world.payer) => user.http.get<Page<Row>>(`/api/transactions${query}`);
  const refused = async (query: string, code: string, user?: TestUser) => {
    const answer = await list(query, user);
    expect([query, answer.status, (answer.body as unknown as { error: { code: string } }).error.code]).toEqual([query, 400, code]);
  };

  it('answers a new payment with what its client needs, and nothing more', async () => {
    const body = { ...NGN_5000, gateway: 'paystack', returnUrl: 'https://shop.example.com/paid?order=1', description: ' Top-up ', metadata: { orderId: 'A-1001' } };
    const answer = await world.payer.http.post<{ data: PaymentOut }>('/api/payments', { body });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      data: {
        id: expect.stringMatching(/^pay_[0-9a-z]{26}$/), reference: expect.stringMatching(/^[a-z0-9-]{16,50}$/), state: 'pending', amountMinor: '500000', currency: 'NGN',
        gateway: 'paystack', description: 'Top-up', metadata: { orderId: 'A-1001' }, nextAction: { type: 'redirect', url: expect.stringMatching(/^http/) },
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/), updatedAt: expect.stringMatching(/Z$/),
      },
    });
    const found = await world.payer.http.get(`/api/payments/${answer.body.data.id}`);
    expect(found.body).toEqual(answer.body);
  });

  it('lists rows of one shape', async () => {
    const payer = await world.newPayer();
    const { id, reference } = await world.begin({ description: 'Top-up', metadata: { secret: 'x' } }, payer);
    const { body } = await list('', payer);
    expect(body).toEqual({
      data: [{ id, kind: 'payment', reference, state: 'pending', amountMinor: '500000', currency: 'NGN', gateway: 'paystack', description: 'Top-up', createdAt: expect.any(String), updatedAt: expect.any(String) }],
      meta: { nextCursor: null },
    });
  });

  it('shows nobody’s payments to a newcomer, and no wallet before the first movement', async () => {
    const newcomer = await world.newPayer();
    expect((await list('', newcomer)).body).toEqual({ data: [], meta: { nextCursor: null } });
    expect((await newcomer.http.get('/api/wallets')).body).toEqual({ data: [] });
    expect((await newcomer.http.get('/api/wallets/NGN/entries')).body).toEqual({ data: [], meta: { nextCursor: null } });
  });

  it('answers a stranger’s payment exactly as one that does not exist', async () => {
    const { id } = await world.begin();
    const stranger = await world.newPayer();
    const [theirs, none] = [`/api/payments/${id}`, '/api/payments/pay_01kaqz3v8m4t6w0c9e5r2b7n1d'];
    for (const [method, tail] of [['GET', ''], ['POST', '/sync']] as const) {
      const [a, b] = await Promise.all([stranger.http.request(method, theirs + tail), stranger.http.request(method, none + tail)]);
      expect([a.status, a.body]).toEqual([404, b.body]);
      expect(b.status).toBe(404);
    }
  });

  it('lets nobody in without a token', async () => {
    for (const path of ['/api/transactions', '/api/wallets', '/api/wallets/NGN/entries', '/api/payments/pay_01kaqz3v8m4t6w0c9e5r2b7n1d']) {
      expect((await world.server.http.get(path)).status).toBe(401);
    }
    expect((await world.server.http.post('/api/payments', { body: NGN_5000 })).status).toBe(401);
  });

  it('takes a limit from 1 to 100, 25 where none is named', async () => {
    const payer = await world.newPayer();
    await world.rows(
      `WITH writer AS MATERIALIZED (SELECT set_config('mangrove.writer', 'payments', true) AS w), payer AS (SELECT id FROM up_users WHERE email = $1)
       INSERT INTO transactions (document_id, kind, state, amount_minor, currency, gateway, reference, payer_id, created_at, updated_at)
       SELECT 'pay_' || lpad(n::text, 26, '0'), 'payment', (ARRAY['pending', 'failed'])[1 + n % 2], 100 + n, (ARRAY['NGN', 'GHS', 'XOF'])[1 + n % 3], 'paystack', 'pay-seed-' || lpad(n::text, 12, '0'), payer.id,
              '2026-01-01'::timestamp + (n / 7) * interval '1 minute', now() FROM generate_series(1, 210) n, payer, writer`,
      [payer.email],
    );
    expect((await list('', payer)).body.data).toHaveLength(25);
    expect((await list('?limit=1', payer)).body.data).toHaveLength(1);
    expect((await list('?limit=100', payer)).body.data).toHaveLength(100);
    for (const limit of ['0', '101', '-1', '1.5', 'abc', '', '1e2', '١']) await refused(`?limit=${encodeURIComponent(limit)}`, 'KERNEL_VALIDATION_FAILED', payer);
    await refused('?limit=5&limit=6', 'KERNEL_VALIDATION_FAILED', payer);

    const everything = await walk(payer, '?limit=100');
    expect(everything).toHaveLength(210);
    for (const query of ['?limit=1', '?limit=7', '?limit=30', '?limit=99', '?limit=210'].slice(1, 4)) expect(await walk(payer, query)).toEqual(everything);

    const of = (test: (row: Row) => boolean) => everything.filter(test).map(({ id }) => id);
    const ids = async (query: string) => (await walk(payer, query)).map(({ id }) => id);
    expect(await ids('?limit=40&state=failed')).toEqual(of(({ state }) => state === 'failed'));
    expect(await ids('?limit=40&currency=XOF')).toEqual(of(({ currency }) => currency === 'XOF'));
    expect(await ids('?limit=40&kind=payment&currency=GHS&state=pending')).toEqual(of(({ state, currency }) => state === 'pending' && currency === 'GHS'));
    expect(await ids('?kind=refund')).toEqual([]);

    const [from, to] = ['2026-01-01T00:10:00.000Z', '2026-01-01T00:20:00.000Z'];
    expect(await ids(`?limit=100&from=${from}&to=${to}`)).toEqual(of(({ createdAt }) => createdAt >= from && createdAt < to));
    expect(of(({ createdAt }) => createdAt === from).length).toBeGreaterThan(0);
    expect(of(({ createdAt }) => createdAt === to).length).toBeGreaterThan(0);
    expect(await ids(`?from=${to}&to=${from}`)).toEqual([]);
    expect(await ids(`?limit=100&from=${encodeURIComponent('2026-01-01T01:10:00+01:00')}&to=${to}`)).toEqual(of(({ createdAt }) => createdAt >= from && createdAt < to));
  });

  /** All pages, one after the other. */
  const walk = async (user: TestUser, query: string, between?: () => Promise<unknown>): Promise<Row[]> => {
    const rows: Row[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { status, body }: { status: number; body: Page<Row> } = await list(cursor === '' ? query : `${query}&cursor=${encodeURIComponent(cursor)}`, user);
      expect(status).toBe(200);
      rows.push(...body.data);
      cursor = body.meta.nextCursor;
      if (between && cursor !== null) await between();
    }
    return rows;
  };

  it('pages without a gap and without a repeat while new payments arrive', async () => {
    const payer = await world.newPayer();
    for (let i = 0; i < 9; i += 1) await world.begin({}, payer);
    const before = (await walk(payer, '?limit=100')).map(({ id }) => id);
    const walked = (await walk(payer, '?limit=2', () => world.begin({}, payer))).map(({ id }) => id);
    expect(walked).toEqual(before);
    const all = (await walk(payer, '?limit=3')).map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
    expect(all.slice(-9)).toEqual(before);
  });

  it('pages without a gap and without a repeat over payments of one moment, and of moments a microsecond apart', async () => {
    const payer = await world.newPayer();
    for (let i = 0; i < 7; i += 1) await world.begin({}, payer);
    // The rules of the table forbid this change, as they should: the superuser puts them to sleep in this one transaction.
    await world.server.db.query(`
      BEGIN; SET LOCAL session_replication_role = replica;
      UPDATE transactions t SET created_at = timestamp '2026-01-01 12:00:00.123456' + (t.id % 2) * interval '1 microsecond'
        FROM up_users u WHERE u.id = t.payer_id AND u.document_id = '${payer.id}';
      COMMIT;`);
    const ids = (await walk(payer, '?limit=2')).map(({ id }) => id);
    expect(new Set(ids).size).toBe(7);
    expect(ids).toHaveLength(7);
  });

  it('refuses a cursor of another user, of another filter, and one that was invented', async () => {
    const payer = await world.newPayer();
    for (let i = 0; i < 3; i += 1) await world.begin({}, payer);
    const cursor = encodeURIComponent((await list('?limit=1', payer)).body.meta.nextCursor ?? '');
    expect((await list(`?limit=2&cursor=${cursor}`, payer)).status).toBe(200);
    await refused(`?cursor=${cursor}`, 'KERNEL_CURSOR_WRONG');
    await refused(`?state=pending&cursor=${cursor}`, 'KERNEL_CURSOR_WRONG', payer);
    for (const invented of ['abc', 'e30', `${cursor}x`, `x${cursor}`, 'W10.AAAAAAAAAAAAAAAAAAAAAA', '.', '%00']) {
      const answer = await list(`?cursor=${invented}`, payer);
      expect([invented, answer.status]).toEqual([invented, 400]);
    }
    await refused('?cursor=', 'KERNEL_VALIDATION_FAILED', payer);
    await refused(`?cursor=${'x'.repeat(600)}`, 'KERNEL_VALIDATION_FAILED', payer);
  });

  it('tells what moved a wallet, newest first, page by page', async () => {
    const payer = await world.newPayer();
    for (const amountMinor of ['10000', '20000', '30000']) {
      const { id, reference } = await world.begin({ amountMinor }, payer);
      world.paystack.pay(reference);
      await world.becomes(id, 'succeeded', payer);
    }
    interface Entry { amountMinor: string; balanceAfterMinor: string; direction: string; kind: string; transactionId: string }
    const first = await payer.http.get<Page<Entry>>('/api/wallets/NGN/entries?limit=2');
    expect(first.body.data.map(({ amountMinor, balanceAfterMinor }) => [amountMinor, balanceAfterMinor])).toEqual([['30000', '60000'], ['20000', '30000']]);
    expect(first.body.data[0]).toMatchObject({ direction: 'credit', kind: 'payment', transactionId: expect.stringMatching(/^pay_/) });
    const cursor = encodeURIComponent(first.body.meta.nextCursor ?? '');
    const second = await payer.http.get<Page<Entry>>(`/api/wallets/NGN/entries?limit=2&cursor=${cursor}`);
    expect([second.body.data.map(({ amountMinor }) => amountMinor), second.body.meta.nextCursor]).toEqual([['10000'], null]);
    for (const path of [`/api/wallets/GHS/entries?cursor=${cursor}`, `/api/transactions?cursor=${cursor}`]) expect((await payer.http.get(path)).status).toBe(400);
    expect((await world.payer.http.get(`/api/wallets/NGN/entries?cursor=${cursor}`)).status).toBe(400);
    expect((await payer.http.get('/api/wallets/naira/entries')).status).toBe(400);
  });
});

describe('an Idempotency-Key', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  const post = (key: string, body: object = NGN_5000, user = world.payer) => user.http.post<{ data: PaymentOut; error?: { code: string } }>('/api/payments', { body, headers: { 'idempotency-key': key } });

  it('used by fifty clients at once makes one payment', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => post('fifty at once', { ...NGN_5000, description: 'fifty' })));
    const made = answers.filter(({ status }) => status === 201);
    expect(made.length).toBeGreaterThan(0);
    expect(new Set(made.map(({ body }) => body.data.id)).size).toBe(1);
    for (const { status, body } of answers) if (status !== 201) expect([status, body.error?.code]).toEqual([409, 'KERNEL_IDEMPOTENCY_KEY_IN_FLIGHT']);
    expect(await world.rows(`SELECT 1 FROM transactions WHERE description = 'fifty'`)).toHaveLength(1);
  });

  it('repeats the answer, quoted or bare, and whatever the order of the fields', async () => {
    const first = await post('"again"');
    const second = await post('again', { currency: 'NGN', amountMinor: '500000' });
    expect([second.status, second.body, second.headers.get('idempotency-replayed')]).toEqual([201, first.body, 'true']);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
  });

  it('with another request is refused', async () => {
    await post('other body');
    const answer = await post('other body', { ...NGN_5000, amountMinor: '500001' });
    expect([answer.status, answer.body.error?.code]).toEqual([422, 'KERNEL_IDEMPOTENCY_KEY_REUSED']);
  });

  it('belongs to its user: another’s is another key', async () => {
    const stranger = await world.newPayer();
    const [mine, theirs] = [await post('shared'), await post('shared', NGN_5000, stranger)];
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.data.id).not.toBe(mine.body.data.id);
  });

  it('may have 255 characters, and not 256', async () => {
    expect((await post('k'.repeat(255))).status).toBe(201);
    expect((await post('k'.repeat(256))).body.error?.code).toBe('KERNEL_IDEMPOTENCY_KEY_MALFORMED');
  });

  it('may be used for something else once it has expired', async () => {
    const first = await post('expires');
    await world.rows(`UPDATE idempotency_keys SET expires_at = now() WHERE key = 'expires'`);
    const second = await post('expires', { amountMinor: '700000', currency: 'NGN' });
    expect([second.status, second.body.data.amountMinor]).toEqual([201, '700000']);
    expect(second.body.data.id).not.toBe(first.body.data.id);
  });
});
