import { createHmac } from 'node:crypto';
import { World } from './support/world.ts';

describe('a webhook', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterEach(() => world.expectSoundBooks());

  const count = async (table: 'inbox_messages' | 'inbox_repeats') => Number((await world.rows<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n);
  const sign = (body: string | Buffer, secret = world.sandbox.secretKey) => ({ 'x-paystack-signature': createHmac('sha512', secret).update(body).digest('hex') });
  const bodyFor = (reference: string, fields: object = {}) =>
    JSON.stringify({ event: 'charge.success', data: { reference, status: 'success', amount: 500_000, currency: 'NGN', domain: 'test', ...fields } });

  it('sent twice and thrice is answered 200 each time and credits once', async () => {
    const before = await world.naira();
    const { id, reference } = await world.begin();
    world.sandbox.control.webhooks.setRules([{ match: { reference }, duplicate: 2 }]);
    world.paystack.pay(reference);
    await world.becomes(id, 'succeeded');
    await world.sandbox.control.webhooks.flush();
    await world.paystack.sendWebhook(reference);
    await world.inboxSettled();
    const sent = world.sandbox.control.webhooks.list().filter((delivery) => delivery.reference === reference);
    expect(sent.map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered', 'delivered']);
    expect(await world.naira()).toBe(before + 500_000n);
    expect((await world.events(id)).filter((type) => type === 'payment.succeeded')).toHaveLength(1);
  });

  it('with a wrong amount, but rightly signed, moves what the gateway confirms and is shown to staff', async () => {
    const before = await world.naira();
    const { id, reference } = await world.begin();
    world.paystack.pay(reference, { sendWebhook: false });
    await world.paystack.sendWebhook(reference, { tamper: { amount: 50_000_000 } });
    await world.becomes(id, 'succeeded');
    await world.inboxSettled();
    expect(await world.naira()).toBe(before + 500_000n);
    expect(await world.discrepancies(reference)).toMatchObject([{ kind: 'webhook_mismatch', state: 'open', amount_minor: null }]);
  });

  it('that claims a success of which the gateway knows nothing moves nothing and is shown to staff', async () => {
    const { id, reference } = await world.begin();
    await world.paystack.sendWebhook(reference);
    for (const seconds of [3, 6, 16]) {
      await world.pass(seconds);
      await world.server.run((_strapi, _args, { kernel }) => kernel.clock.now());
    }
    await world.inboxSettled();
    expect((await world.payment(id)).state).toBe('pending');
    expect(await world.discrepancies(reference)).toMatchObject([{ kind: 'unconfirmed_success', state: 'open', amount_minor: null }]);
  });

  it.each(['wrong', 'missing', 'other-body'] as const)('with a signature that is %s gets 401, and nothing is stored', async (signature) => {
    const { id, reference } = await world.begin();
    const stored = [await count('inbox_messages'), await count('inbox_repeats')];
    world.paystack.pay(reference, { sendWebhook: false });
    const { attempts } = await world.paystack.sendWebhook(reference, { tamper: { signature } });
    expect(attempts.map(({ status }) => status)).toEqual([401]);
    expect([await count('inbox_messages'), await count('inbox_repeats')]).toEqual(stored);
    expect((await world.payment(id)).state).toBe('pending');
    await world.sync(id);
  });

  it('held back and let go in reverse order settles every payment once', async () => {
    const before = await world.naira();
    world.sandbox.control.webhooks.setRules([{ hold: true }]);
    const payments = await Promise.all([world.begin(), world.begin(), world.begin()]);
    for (const { reference } of payments) world.paystack.pay(reference);
    await world.sandbox.control.webhooks.release({ order: 'reverse' });
    world.sandbox.control.webhooks.setRules([]);
    for (const { id } of payments) await world.becomes(id, 'succeeded');
    expect(await world.naira()).toBe(before + 1_500_000n);
  });

  it('that is hours late finds the payment abandoned and credits it', async () => {
    const before = await world.naira();
    const { id, reference } = await world.begin();
    world.sandbox.control.webhooks.setRules([{ match: { reference }, delaySeconds: 7_200 }]);
    world.paystack.pay(reference);
    world.paystack.patch(reference, { status: 'ongoing' });
    await world.pass(3_700);
    await world.janitor();
    await world.becomes(id, 'abandoned');
    world.paystack.patch(reference, { status: 'success' });
    await world.sandbox.control.clock.advanceSeconds(7_201);
    await world.becomes(id, 'succeeded');
    expect(await world.naira()).toBe(before + 500_000n);
  });

  it('of the other mode is taken in and moves nothing, whatever it says', async () => {
    const before = await world.naira();
    const { id, reference } = await world.begin();
    world.paystack.pay(reference, { sendWebhook: false });
    const body = bodyFor(reference, { domain: 'live' });
    expect((await world.webhook(body, sign(body))).status).toBe(200);
    await world.inboxSettled();
    expect((await world.payment(id)).state).toBe('pending');
    expect(await world.naira()).toBe(before);
    await world.sync(id);
  });

  it.each([
    ['of an event that is none of ours', '{"event":"transfer.success","data":{"reference":"x"}}'],
    ['of an event that nobody has heard of', '{"event":"moon.landed","data":[]}'],
    ['without a reference', '{"event":"charge.success","data":{}}'],
    ['that is JSON, but nothing that we know', '[1,2,3]'],
    ['with NUL characters in it', '{"event":"charge.success","data":{"reference":"a\\u0000b","metadata":"\\u0000"}}'],
    ['with a reference that would change a path', '{"event":"charge.success","data":{"reference":".."}}'],
    ['with a name as long as a book', JSON.stringify({ event: 'x'.repeat(10_000), data: { reference: 'y'.repeat(10_000) } })],
  ])('that is authentic, but %s, gets 200 and is kept', async (_, body) => {
    const stored = await count('inbox_messages');
    const answer = await world.webhook(body, sign(body));
    expect([answer.status, answer.body]).toEqual([200, { received: true }]);
    expect(await count('inbox_messages')).toBe(stored + 1);
    await world.inboxSettled();
  });

  it('that is authentic is kept even when it is no JSON and no text', async () => {
    const stored = await count('inbox_messages');
    for (const body of [Buffer.from('{"event":'), Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0xc3, 0x28])]) {
      expect((await world.webhook(body, sign(body))).status).toBe(200);
    }
    expect(await count('inbox_messages')).toBe(stored + 2);
    await world.inboxSettled();
  });

  it('for a gateway that is not configured gets 404', async () => {
    const body = bodyFor('pay-01kaqz3v8m4t6w0c9e5r2b7n1d');
    const answer = await world.server.http.post('/api/webhooks/cowrie', { body, headers: sign(body) });
    expect([answer.status, answer.body.error.code]).toEqual([404, 'KERNEL_NOT_FOUND']);
  });

  it('repeated two thousand times at once gets 200 each time and credits once', async () => {
    const before = await world.naira();
    const { id, reference } = await world.begin();
    world.paystack.pay(reference);
    await world.sandbox.control.webhooks.flush();
    const delivery = world.sandbox.control.webhooks.list().find((one) => one.reference === reference);
    const { statuses } = await world.sandbox.control.webhooks.resend(delivery?.id ?? '', { times: 2_000, concurrency: 2_000 });
    expect(statuses).toEqual({ '200': 2_000 });
    await world.becomes(id, 'succeeded');
    await world.inboxSettled();
    expect(await world.naira()).toBe(before + 500_000n);
  }, 120_000);
});

describe('a key that is being replaced', () => {
  it('is accepted for webhooks as long as it is configured, and no longer', async () => {
    const world = await World.start({ PAYSTACK_PREVIOUS_SECRET_KEYS: 'sk_test_replaced,sk_test_older' });
    const { id, reference } = await world.begin();
    world.paystack.pay(reference, { sendWebhook: false });
    const body = JSON.stringify({ event: 'charge.success', data: { reference, amount: 500_000, currency: 'NGN', domain: 'test' } });
    const sign = (secret: string) => ({ 'x-paystack-signature': createHmac('sha512', secret).update(body).digest('hex') });
    expect((await world.webhook(body, sign('sk_test_forgotten'))).status).toBe(401);
    expect((await world.webhook(body, sign('sk_test_older'))).status).toBe(200);
    await world.becomes(id, 'succeeded');
    expect(await world.rows('SELECT secret_index FROM inbox_messages')).toEqual([{ secret_index: 2 }]);
    await world.server.restart({ PAYSTACK_PREVIOUS_SECRET_KEYS: '' });
    expect((await world.webhook(`${body} `, { 'x-paystack-signature': createHmac('sha512', 'sk_test_older').update(`${body} `).digest('hex') })).status).toBe(401);
  });
});
