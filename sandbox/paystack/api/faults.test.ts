import { startScene, TEST_KEY, type Scene } from '../../testing/scene.ts';

describe('a fault of the API', () => {
  let scene: Scene;
  beforeEach(async () => { scene = await startScene(); });
  afterEach(() => scene.close());

  const fault = async (...faults: unknown[]) => {
    const { status } = await scene.call('PUT', '/_control/faults', faults);
    expect(status).toBe(200);
  };
  const initialize = (reference: string, signal?: AbortSignal) => fetch(`${scene.url}/transaction/initialize`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ada@example.com', amount: 500_000, reference }),
    ...(signal ? { signal } : {}),
  });
  const isKnown = async (reference: string) => (await scene.call('GET', `/transaction/verify/${reference}`)).status === 200;

  it('answers a status instead of acting', async () => {
    await fault({ match: { method: 'post', path: '/transaction/initialize' }, mode: 'status', status: 503, times: 1 });
    expect((await initialize('f-1')).status).toBe(503);
    expect(await isKnown('f-1')).toBe(false);
    expect((await initialize('f-1')).status).toBe(200);
  });

  it('answers a status of its own after having acted', async () => {
    await fault({ match: { path: '/transaction/initialize' }, mode: 'status', status: 502, body: { message: 'Bad gateway' }, when: 'after' });
    const response = await initialize('f-2');
    expect([response.status, await response.json()]).toEqual([502, { message: 'Bad gateway' }]);
    expect(await isKnown('f-2')).toBe(true);
  });

  it.each([['before', false], ['after', true]])('cuts the connection %s acting', async (when, known) => {
    await fault({ match: { method: 'POST' }, mode: 'reset', when });
    await expect(initialize('f-3')).rejects.toThrow('fetch failed');
    expect(await isKnown('f-3')).toBe(known);
  });

  it.each([['before', false], ['after', true]])('never answers, %s acting', async (when, known) => {
    await fault({ match: { method: 'POST' }, mode: 'timeout', when });
    await expect(initialize('f-4', AbortSignal.timeout(200))).rejects.toThrow(/timeout/);
    expect(await isKnown('f-4')).toBe(known);
  });

  it('answers rightly but late', async () => {
    await fault({ match: { path: '/balance' }, mode: 'slow', delayMs: 80 });
    const startedAt = performance.now();
    expect((await scene.call('GET', '/balance')).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(79);
  });

  it('hits a path by prefix or by pattern, and no other', async () => {
    await fault({ match: { path: '/transaction/verify/:reference' }, mode: 'status', status: 500 }, { match: { path: '/bank' }, mode: 'status', status: 429 });
    expect((await scene.call('GET', '/transaction/verify/any')).status).toBe(500);
    expect((await scene.call('GET', '/bank?country=kenya')).status).toBe(429);
    expect((await scene.call('GET', '/transaction')).status).toBe(200);
  });

  it('counts its use, and goes when it is deleted', async () => {
    await fault({ mode: 'status', status: 500 });
    await scene.call('GET', '/balance');
    expect((await scene.call('GET', '/_control/faults')).body['faults']).toMatchObject([{ used: 1, mode: 'status' }]);
    await scene.call('DELETE', '/_control/faults');
    expect((await scene.call('GET', '/balance')).status).toBe(200);
  });

  it('never reaches the controls or the checkout', async () => {
    const checkout = await scene.initialize('f-5');
    await fault({ mode: 'reset' });
    expect((await fetch(checkout)).status).toBe(200);
    expect((await scene.call('GET', '/_control/health')).status).toBe(200);
  });
});
