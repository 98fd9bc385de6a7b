import { eventually } from '../../support/index.ts';
import { World } from './support/world.ts';

describe('a gateway in trouble', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  beforeEach(() => world.sandbox.control.setFaults([]));
  afterEach(() => world.expectSoundBooks());

  const initialize = { method: 'POST', path: '/transaction/initialize' };
  const verify = { method: 'GET', path: '/transaction/verify/:reference' };
  const references = async (id: string) => (await world.attempts(id)).map(({ reference }) => reference);

  it.each(['before', 'after'] as const)('that loses one answer %s it has acted is asked again under another reference, and both stay watched', async (when) => {
    world.sandbox.control.setFaults([{ match: initialize, mode: 'reset', when, times: 1 }]);
    const { id, state, nextAction, reference } = await world.begin();
    expect(state).toBe('pending');
    expect(nextAction?.url).toMatch(/^http/);
    const attempts = await world.attempts(id);
    expect(attempts).toHaveLength(2);
    expect(new Set(attempts.map((attempt) => attempt.reference)).size).toBe(2);
    expect(attempts[1]).toMatchObject({ reference, state: 'open' });
    for (const attempt of attempts) expect(attempt.check_at).toEqual(expect.any(Date));
    expect(await world.events(id)).toEqual(['payment.created', 'payment.attempt_lost', 'payment.started']);
  });

  it('is never sent the same reference twice', async () => {
    world.sandbox.control.setFaults([{ match: initialize, mode: 'status', status: 502, when: 'after', times: 3 }]);
    const { id } = await world.begin();
    await world.pass(31);
    await world.sync(id);
    await world.sync(id);
    interface Sent { reference: string; metadata: { paymentId: string } }
    const sent = world.sandbox.control.requests().flatMap(({ method, body }) => (method === 'POST' && body !== undefined ? [body as Sent] : []));
    const used = sent.filter(({ metadata }) => metadata.paymentId === id).map(({ reference }) => reference);
    expect(used.length).toBeGreaterThan(1);
    expect(new Set(used).size).toBe(used.length);
    expect(await references(id)).toEqual(expect.arrayContaining(used));
  });

  it('leaves the payment pending when it answers nothing at all, and a later look-up opens a checkout', async () => {
    world.sandbox.control.setFaults([{ mode: 'reset' }]);
    const { id, state, nextAction } = await world.begin();
    expect([state, nextAction]).toEqual(['pending', null]);
    const down = await world.payer.http.post(`/api/payments/${id}/sync`);
    expect([down.status, down.body.error.code]).toEqual([502, 'PAYMENT_GATEWAY_UNAVAILABLE']);
    world.sandbox.control.setFaults([]);
    expect((await world.sync(id)).nextAction?.url).toMatch(/^http/);
  });

  it('credits a payer who paid under the reference whose answer was lost', async () => {
    const before = await world.naira();
    world.sandbox.control.setFaults([{ match: initialize, mode: 'reset', when: 'after', times: 1 }]);
    const { id } = await world.begin();
    const [lost = ''] = await references(id);
    world.paystack.pay(lost);
    expect((await world.becomes(id, 'succeeded')).reference).toBe(lost);
    expect(await world.naira()).toBe(before + 500_000n);
  });

  it('puts the second success of one payment into suspense, whichever comes first', async () => {
    const [before, held] = [await world.naira(), await world.suspense()];
    world.sandbox.control.setFaults([{ match: initialize, mode: 'reset', when: 'after', times: 1 }]);
    const { id } = await world.begin();
    const [lost = '', open = ''] = await references(id);
    world.paystack.pay(open);
    await world.becomes(id, 'succeeded');
    world.paystack.pay(lost);
    await eventually(async () => (await world.suspense()) === held + 500_000n);
    expect(await world.naira()).toBe(before + 500_000n);
    expect(await world.discrepancies(lost)).toMatchObject([{ kind: 'second_success', state: 'open', amount_minor: '500000' }]);
    expect(await world.discrepancies(open)).toEqual([]);
  });

  it('credits one of two successes that arrive at the same moment, and suspends the other', async () => {
    const [before, held] = [await world.naira(), await world.suspense()];
    world.sandbox.control.setFaults([{ match: initialize, mode: 'reset', when: 'after', times: 1 }]);
    const { id } = await world.begin();
    for (const reference of await references(id)) world.paystack.pay(reference);
    await world.becomes(id, 'succeeded');
    await world.inboxSettled();
    expect([await world.naira(), await world.suspense()]).toEqual([before + 500_000n, held + 500_000n]);
  });

  it('finds late money under the lost reference by itself, without any webhook', async () => {
    const held = await world.suspense();
    world.sandbox.control.setFaults([{ match: initialize, mode: 'reset', when: 'after', times: 1 }]);
    const { id } = await world.begin();
    const [lost = '', open = ''] = await references(id);
    world.paystack.pay(open);
    await world.becomes(id, 'succeeded');
    world.paystack.pay(lost, { sendWebhook: false });
    await world.pass(130);
    await world.janitor();
    await eventually(async () => (await world.suspense()) === held + 500_000n);
  });

  it('that fails to answer a webhook’s question is asked again until it does', async () => {
    const before = await world.naira();
    const { id, reference } = await world.begin();
    world.sandbox.control.setFaults([{ match: verify, mode: 'status', status: 500, times: 2 }]);
    world.paystack.pay(reference);
    for (const seconds of [3, 6]) await world.pass(seconds);
    await world.becomes(id, 'succeeded');
    expect(await world.naira()).toBe(before + 500_000n);
  });

  it('that refuses a payment fails it, says why, and says so again to who repeats the request', async () => {
    const body = { ...{ amountMinor: '500000', currency: 'NGN' }, description: 'refused' };
    const refusal = { status: false, message: 'Merchant may not take this', type: 'validation_error', code: 'invalid_params' };
    world.sandbox.control.setFaults([{ match: initialize, mode: 'status', status: 400, body: refusal, times: 1 }]);
    const headers = { 'idempotency-key': 'refused-once' };
    const first = await world.payer.http.post('/api/payments', { body, headers });
    expect([first.status, first.body.error.code]).toEqual([422, 'PAYMENT_GATEWAY_REFUSED']);
    expect(first.body.error.message).toContain('Merchant may not take this');
    const again = await world.payer.http.post('/api/payments', { body, headers });
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([422, 'true']);
    const rows = await world.rows<{ state: string }>(`SELECT state FROM transactions WHERE description = 'refused'`);
    expect(rows).toEqual([{ state: 'failed' }]);
  });

  it.each([400, 403, 404, 429])('behind something that answers %i by itself does not lose or fail the payment', async (status) => {
    world.sandbox.control.setFaults([{ match: initialize, mode: 'status', status, body: { error: 'from a proxy' } }]);
    const answer = await world.payer.http.post<{ data: { id: string; state: string } }>('/api/payments', { body: { amountMinor: '500000', currency: 'NGN' } });
    if (status === 403) expect(answer.status).toBe(503);
    else expect([answer.status, answer.body.data.state]).toEqual([201, 'pending']);
  });

  it('that does not accept our key is our mistake: 503, and nothing was charged', async () => {
    world.sandbox.control.setFaults([{ match: initialize, mode: 'status', status: 401, body: { status: false, message: 'Invalid key' } }]);
    const answer = await world.payer.http.post('/api/payments', { body: { amountMinor: '500000', currency: 'NGN' } });
    expect([answer.status, answer.body.error.code]).toEqual([503, 'PAYMENT_GATEWAY_MISCONFIGURED']);
  });
});

describe('a server that dies between the call of the gateway and its answer', () => {
  it('has lost nothing: the payment is there, one alone, and its payer can still pay', async () => {
    const world = await World.start();
    world.sandbox.control.setFaults([{ match: { method: 'POST' }, mode: 'timeout', when: 'after', times: 1 }]);
    const headers = { 'idempotency-key': '"one intent"' };
    const body = { amountMinor: '500000', currency: 'NGN' };
    const dying = world.payer.http.post('/api/payments', { body, headers }).catch((error: unknown) => error);
    const lost = await eventually(() => world.sandbox.control.transactions.list()[0]);
    await world.server.kill();
    expect(await dying).toMatchObject({ message: 'fetch failed' });
    world.sandbox.control.setFaults([]);
    await world.server.restart();

    const early = await world.payer.http.post('/api/payments', { body, headers });
    expect([early.status, early.body.error.code]).toEqual([409, 'KERNEL_IDEMPOTENCY_KEY_IN_FLIGHT']);
    await world.rows(`UPDATE idempotency_keys SET leased_until = now()`);
    await world.pass(31);
    const answer = await world.payer.http.post<{ data: { id: string; reference: string; state: string; nextAction: object | null } }>('/api/payments', { body, headers });
    expect([answer.status, answer.body.data.state]).toEqual([201, 'pending']);
    expect(answer.body.data.nextAction).not.toBeNull();
    expect(await world.rows('SELECT state FROM transactions')).toHaveLength(1);
    expect((await world.attempts(answer.body.data.id)).map(({ reference }) => reference)).toEqual([lost.reference, answer.body.data.reference]);

    world.paystack.pay(lost.reference);
    await world.becomes(answer.body.data.id, 'succeeded');
    expect(await world.naira()).toBe(500_000n);
    await world.expectSoundBooks();
  });
});
