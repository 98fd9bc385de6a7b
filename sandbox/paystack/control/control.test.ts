import { startScene, type Scene } from '../../testing/scene.ts';

describe('the control API', () => {
  let scene: Scene;
  beforeEach(async () => { scene = await startScene(); });
  afterEach(() => scene.close());

  const verify = async (reference: string) => (await scene.call('GET', `/transaction/verify/${reference}`)).body['data'] ?? {};

  it('acts as the customer who pays, with or without a webhook', async () => {
    await scene.initialize('c-1');
    await scene.initialize('c-2');
    expect(await scene.call('POST', '/_control/transactions/c-1/pay')).toMatchObject({ status: 200, body: { status: 'success', fees: 17_500 } });
    await scene.call('POST', '/_control/transactions/c-2/pay', { card: '5060 6666 6666 6666 666', sendWebhook: false });
    await scene.call('POST', '/_control/webhooks/flush');
    expect(await scene.statusOf('c-2')).toBe('success');
    expect((await scene.call('GET', '/_control/webhooks')).body['webhooks']).toMatchObject([{ reference: 'c-1', state: 'delivered' }]);
  });

  it('acts as the customer who is declined and who leaves', async () => {
    await scene.initialize('c-3');
    await scene.call('POST', '/_control/transactions/c-3/decline', { gateway_response: 'Do not honour' });
    expect(await verify('c-3')).toMatchObject({ status: 'failed', gateway_response: 'Do not honour' });
    await scene.call('POST', '/_control/transactions/c-3/abandon');
    expect(await scene.statusOf('c-3')).toBe('abandoned');
    await scene.call('POST', '/_control/transactions/c-3/pay', { card: '4084080000670037' });
    expect(await verify('c-3')).toMatchObject({ status: 'failed', gateway_response: 'Insufficient Funds' });
  });

  it('lets nobody pay, decline or leave what is paid', async () => {
    await scene.initialize('c-4');
    scene.sandbox.control.transactions.pay('c-4');
    for (const act of ['pay', 'decline', 'abandon']) {
      expect(await scene.call('POST', `/_control/transactions/c-4/${act}`)).toMatchObject({ status: 409, body: { error: { message: expect.stringContaining('is success') } } });
    }
  });

  it('puts in a transaction that nobody initialised', async () => {
    const { status, body } = await scene.call('POST', '/_control/transactions', { reference: 'foreign_1', amount: 123_400, sendWebhook: true });
    expect([status, body]).toEqual([201, expect.objectContaining({ reference: 'foreign_1', status: 'success', is_foreign: true })]);
    expect(await verify('foreign_1')).toMatchObject({ status: 'success', amount: 123_400, paid_at: expect.any(String), authorization: { last4: '4081' } });
    await scene.sandbox.control.webhooks.flush();
    expect(scene.receiver.received).toHaveLength(1);
    expect((await scene.call('POST', '/_control/transactions', { reference: 'foreign_1', amount: 1 })).status).toBe(409);
  });

  it('changes what verify says', async () => {
    await scene.initialize('c-5');
    await scene.call('PATCH', '/_control/transactions/c-5', { status: 'success', amount: 40_333, requested_amount: 30_050, currency: 'GHS', fees: 10_283 });
    expect(await verify('c-5')).toMatchObject({ status: 'success', amount: 40_333, requested_amount: 30_050, currency: 'GHS', fees: 10_283, paid_at: expect.any(String) });
    await scene.call('PATCH', '/_control/transactions/c-5', { status: 'processing' });
    expect(await verify('c-5')).toMatchObject({ status: 'processing', gateway_response: 'Processing', paid_at: null, authorization: {} });
    expect(scene.receiver.received).toEqual([]);
  });

  it('sends a webhook about anything, at once', async () => {
    await scene.initialize('c-6');
    const { body } = await scene.call('POST', '/_control/transactions/c-6/webhook', { event: 'transfer.success' });
    expect(body).toMatchObject({ event: 'transfer.success', state: 'delivered', attempts: [{ status: 200 }] });
    expect((await scene.call('GET', `/_control/webhooks/${body['id']}`)).body).toEqual(body);
  });

  it('sets, moves, freezes and frees the clock', async () => {
    expect((await scene.call('PUT', '/_control/clock', { now: '2030-01-01T00:00:00Z', frozen: true })).body).toEqual({ now: '2030-01-01T00:00:00.000Z', mode: 'frozen' });
    expect((await scene.call('PUT', '/_control/clock', { advanceSeconds: 90 })).body).toEqual({ now: '2030-01-01T00:01:30.000Z', mode: 'frozen' });
    await scene.initialize('c-7');
    expect(await verify('c-7')).toMatchObject({ created_at: '2030-01-01T00:01:30.000Z' });
    const running = (await scene.call('PUT', '/_control/clock', { now: '2031-01-01T00:00:00Z', frozen: false })).body;
    expect(running).toMatchObject({ mode: 'running', now: expect.stringMatching(/^2031-01-01T00:00:0/) });
    await scene.call('PUT', '/_control/clock', { real: true });
    const now = Date.parse(String((await scene.call('GET', '/_control/clock')).body['now']));
    expect(Math.abs(now - Date.now())).toBeLessThan(5_000);
  });

  it('takes changes of the clock one after the other', async () => {
    await scene.call('PUT', '/_control/clock', { now: '2030-01-01T00:00:00Z', frozen: true });
    await Promise.all([1, 2, 3, 4].map(() => scene.call('PUT', '/_control/clock', { advanceSeconds: 10 })));
    expect((await scene.call('GET', '/_control/clock')).body['now']).toBe('2030-01-01T00:00:40.000Z');
  });

  it('forgets everything on reset, but gives no id twice', async () => {
    await scene.initialize('c-8');
    const before = (await verify('c-8'))['id'];
    scene.receiver.answer = 500;
    scene.sandbox.control.transactions.pay('c-8');
    await scene.call('PUT', '/_control/faults', [{ match: { path: '/bank' }, mode: 'status' }]);
    await scene.call('PUT', '/_control/webhook-rules', [{ drop: true }]);
    await scene.call('POST', '/_control/reset');
    expect((await scene.call('GET', '/_control/health')).body).toMatchObject({ ok: true, transactions: 0, webhooks: 0 });
    expect((await scene.call('GET', '/_control/requests')).body['requests']).toEqual([]);
    expect((await scene.call('GET', '/bank')).status).toBe(200);
    await scene.initialize('c-8');
    expect(Number((await verify('c-8'))['id'])).toBeGreaterThan(Number(before));
    const sent = scene.receiver.received.length;
    await scene.sandbox.control.clock.advanceSeconds(48 * 3_600);
    expect(scene.receiver.received).toHaveLength(sent);
  });

  it('does not wait on reset for a receiver that is silent', async () => {
    scene.receiver.answer = 'silence';
    await scene.initialize('c-11');
    scene.sandbox.control.transactions.pay('c-11');
    while (scene.receiver.received.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await scene.call('POST', '/_control/reset');
    await scene.sandbox.control.clock.advanceSeconds(48 * 3_600);
    expect(scene.receiver.received).toHaveLength(1);
    expect(scene.sandbox.control.webhooks.list()).toEqual([]);
  });

  it('remembers the last thousand requests, without keys and secrets', async () => {
    await scene.call('POST', '/transaction/initialize', { email: 'ada@example.com', amount: 1, metadata: { pin: '1234', deep: [{ cvv: '408' }] } });
    const { requests } = (await scene.call('GET', '/_control/requests')).body as unknown as { requests: { path: string }[] };
    expect(requests).toMatchObject([{ method: 'POST', path: '/transaction/initialize', status: 400, body: { amount: 1, metadata: { pin: '[redacted]', deep: [{ cvv: '[redacted]' }] } } }]);
    expect(JSON.stringify(requests)).not.toContain('sk_test');
    for (let index = 0; index < 1_000; index += 1) await scene.call('GET', `/bank?page=${index + 1}`);
    const last = scene.sandbox.control.requests();
    expect(last.map(({ path }) => path)).toEqual(Array.from({ length: 1_000 }, (_, index) => `/bank?page=${index + 1}`));
  });

  it('logs a request whose answer was lost', async () => {
    await scene.call('PUT', '/_control/faults', [{ mode: 'reset', when: 'after' }]);
    await expect(scene.initialize('c-9')).rejects.toThrow('fetch failed');
    expect(scene.sandbox.control.requests()).toMatchObject([{ body: { reference: 'c-9' }, status: null }]);
  });

  it.each([
    ['PUT', '/_control/clock', { now: 'noon' }, 'now: an ISO date'],
    ['PUT', '/_control/clock', { tomorrow: true }, 'advanceSeconds'],
    ['PUT', '/_control/faults', [{ mode: 'sulk' }], '0.mode: '],
    ['PUT', '/_control/faults', [{ mode: 'status', path: '/x' }], 'path'],
    ['PUT', '/_control/webhook-rules', [{ duplicates: 2 }], 'duplicates'],
    ['PUT', '/_control/webhook-rules', {}, 'array'],
    ['POST', '/_control/transactions', { amount: 1.5 }, 'amount: '],
    ['POST', '/_control/transactions', '{', 'not valid JSON'],
    ['POST', '/_control/reset', { hard: true }, 'hard'],
  ])('refuses %s %s %j and says what is wrong', async (method, path, body, hint) => {
    expect(await scene.call(method, path, body)).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining(hint) } } });
  });

  it.each([['POST', '/_control/transactions/nobody/pay'], ['GET', '/_control/webhooks/whd_0'], ['GET', '/_control/nothing']])(
    'answers 404 to %s %s', async (method, path) => {
      expect(await scene.call(method, path)).toMatchObject({ status: 404, body: { error: { message: expect.any(String) } } });
    });

  it('names the test cards when asked to pay with another', async () => {
    await scene.initialize('c-10');
    expect(await scene.call('POST', '/_control/transactions/c-10/pay', { card: '4111111111111111' })).toMatchObject({
      status: 400, body: { error: { message: expect.stringContaining('4084084084084081') } },
    });
  });
});
