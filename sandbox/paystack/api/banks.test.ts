import { startScene, type Scene } from '../../testing/scene.ts';

describe('the list of banks', () => {
  let scene: Scene;
  beforeAll(async () => { scene = await startScene(); });
  afterAll(() => scene.close());

  type Bank = { name: string; code: string; currency: string; type: string; nip_sort_code?: string };
  const banks = async (query: string) => (await scene.call('GET', `/bank?${query}`)).body['data'] as unknown as Bank[];

  it('filters by country, currency and kind', async () => {
    expect((await banks('country=nigeria')).every(({ currency }) => currency === 'NGN')).toBe(true);
    expect((await banks('country=nigeria')).map(({ code }) => code)).toContain('057');
    expect((await banks('currency=GHS&type=mobile_money')).map(({ code }) => code).sort()).toEqual(['ATL', 'MTN', 'VOD']);
    expect(new Set((await banks('enabled_for_verification=true')).map(({ type }) => type))).toEqual(new Set(['basa']));
  });

  it('adds the NIP code on request', async () => {
    expect((await banks('country=nigeria&perPage=1'))[0]).not.toHaveProperty('nip_sort_code');
    expect((await banks('country=nigeria&perPage=1&include_nip_sort_code=true'))[0]).toHaveProperty('nip_sort_code');
  });

  it('pages by cursor', async () => {
    const first = (await scene.call('GET', '/bank?use_cursor=true&perPage=5')).body;
    const next = String(first['meta']?.['next']);
    const second = (await scene.call('GET', `/bank?use_cursor=true&perPage=5&next=${next}`)).body;
    const ids = (body: typeof first) => (body['data'] as unknown as { id: number }[]).map(({ id }) => id);
    expect(ids(first)).toHaveLength(5);
    expect(Math.max(...ids(second))).toBe(Math.min(...ids(first)) - 1);
  });

  it.each(['country=atlantis', 'currency=USD', 'type=piggy'])('refuses %s with 400', async (query) => {
    expect((await scene.call('GET', `/bank?${query}`)).status).toBe(400);
  });
});
