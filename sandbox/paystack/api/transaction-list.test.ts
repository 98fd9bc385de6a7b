import { startScene, type Scene } from '../../testing/scene.ts';

describe('the list of transactions', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene();
    const { control } = scene.sandbox;
    for (const index of [1, 2, 3, 4, 5]) {
      await control.clock.set({ now: Date.parse(`2026-03-0${index}T12:00:00Z`), frozen: true });
      await scene.initialize(`list-${index}`, { amount: 100_000 * index, email: index === 5 ? 'eve@example.com' : 'ada@example.com' });
    }
    control.transactions.pay('list-2', { sendWebhook: false });
    control.transactions.pay('list-4', { sendWebhook: false });
    control.transactions.decline('list-3');
  });
  afterAll(() => scene.close());

  const list = async (query: string) => {
    const { status, body } = await scene.call('GET', `/transaction?${query}`);
    const rows = body['data'] as unknown as { reference: string; customer: { customer_code: string } }[] | undefined;
    return { status, rows: rows ?? [], references: (rows ?? []).map(({ reference }) => reference), meta: body['meta'] as unknown };
  };

  it('is newest first and pages by number, with totals', async () => {
    const second = await list('perPage=2&page=2');
    expect(second.references).toEqual(['list-3', 'list-2']);
    expect(second.meta).toEqual({ total: 5, total_volume: 1_500_000, skipped: 2, perPage: 2, page: 2, pageCount: 3 });
    expect((await list('per_page=2&page=3')).references).toEqual(['list-1']);
  });

  it('pages by cursor forth and back', async () => {
    const meta = (page: { meta: unknown }) => page.meta as { next: string | null; previous: string | null };
    const first = await list('use_cursor=true&perPage=2');
    expect(first.references).toEqual(['list-5', 'list-4']);
    expect(meta(first)).toEqual({ next: expect.any(String), previous: null, perPage: 2 });
    const second = await list(`use_cursor=true&perPage=2&next=${meta(first).next}`);
    expect(second.references).toEqual(['list-3', 'list-2']);
    const last = await list(`use_cursor=true&perPage=2&next=${meta(second).next}`);
    expect(last.references).toEqual(['list-1']);
    expect(meta(last).next).toBeNull();
    expect((await list(`use_cursor=true&perPage=2&previous=${meta(last).previous}`)).references).toEqual(['list-3', 'list-2']);
  });

  it.each([
    ['status=success', ['list-4', 'list-2']],
    ['status=failed', ['list-3']],
    ['status=abandoned', ['list-5', 'list-1']],
    ['amount=300000', ['list-3']],
    ['from=2026-03-02T00:00:00Z&to=2026-03-04T00:00:00Z', ['list-3', 'list-2']],
    ['channel=card&status=reversed', []],
    ['channel=ussd', []],
    ['source=pos', []],
    ['terminal_id=x', []],
  ])('filters by %s', async (query, references) => {
    expect((await list(query)).references).toEqual(references);
  });

  it('filters by customer', async () => {
    const [newest] = (await list('')).rows;
    expect((await list(`customer_code=${newest?.customer.customer_code}`)).references).toEqual(['list-5']);
  });

  it.each(['status=paid', 'amount=much', 'perPage=0', 'from=yesterday', 'channel=pigeon', 'use_cursor=true&next=xyz'])(
    'refuses %s with 400', async (query) => {
      expect((await list(query)).status).toBe(400);
    });

  it('is added up by totals and, less the fees, by the balance', async () => {
    const totals = await scene.call('GET', '/transaction/totals');
    expect(totals.body['data']).toMatchObject({ total_transactions: 2, total_volume: 600_000, total_volume_by_currency: [{ currency: 'NGN', amount: 600_000 }] });
    const march2 = await scene.call('GET', '/transaction/totals?from=2026-03-01T00:00:00Z&to=2026-03-03T00:00:00Z');
    expect(march2.body['data']).toMatchObject({ total_transactions: 1, total_volume: 200_000 });
    // 200,000 costs 1.5 %, 400,000 costs 1.5 % and NGN 100.
    const balance = await scene.call('GET', '/balance');
    expect(balance.body['data']).toEqual([{ currency: 'NGN', balance: 600_000 - 3_000 - 16_000 }]);
  });
});
