import { createHmac } from 'node:crypto';
import { LIVE_KEY, startScene, TEST_KEY, type Scene } from '../../testing/scene.ts';

const hmac = (body: string, key: string) => createHmac('sha512', key).update(body).digest('hex');

describe('a webhook', () => {
  let scene: Scene;
  beforeEach(async () => { scene = await startScene(); });
  afterEach(() => scene.close());

  const pay = async (reference: string, more = {}, key = TEST_KEY) => {
    await scene.initialize(reference, more, key);
    scene.sandbox.control.transactions.pay(reference);
    await scene.sandbox.control.webhooks.flush();
  };
  const deliveries = () => scene.sandbox.control.webhooks.list();

  it('tells of a success, signed over its raw bytes', async () => {
    await pay('wh-1', { metadata: { order: 'Ünï/cøde' } });
    const [webhook] = scene.receiver.received;
    expect(scene.receiver.received).toHaveLength(1);
    expect(webhook?.headers).toMatchObject({ 'content-type': 'application/json', 'x-paystack-signature': hmac(webhook?.rawBody ?? '', TEST_KEY) });
    expect(JSON.parse(webhook?.rawBody ?? '')).toMatchObject({
      event: 'charge.success',
      data: {
        id: expect.any(Number), domain: 'test', status: 'success', reference: 'wh-1', amount: 500_000, requested_amount: 500_000, currency: 'NGN',
        gateway_response: 'Successful', paid_at: expect.any(String), created_at: expect.any(String), channel: 'card', ip_address: '127.0.0.1',
        metadata: { order: 'Ünï/cøde' }, fees: 17_500, customer: { email: 'ada@example.com' }, authorization: { last4: '4081' }, plan: {},
      },
    });
  });

  it('is signed with the key of its domain', async () => {
    await pay('wh-live', {}, LIVE_KEY);
    const [webhook] = scene.receiver.received;
    expect(webhook?.headers['x-paystack-signature']).toBe(hmac(webhook?.rawBody ?? '', LIVE_KEY));
  });

  it('is sent for success alone', async () => {
    await scene.initialize('wh-2');
    scene.sandbox.control.transactions.decline('wh-2');
    scene.sandbox.control.transactions.abandon('wh-2');
    await scene.sandbox.control.webhooks.flush();
    expect(deliveries()).toEqual([]);
  });

  it('is delivered only by exactly 200', async () => {
    scene.receiver.answer = 204;
    await pay('wh-3');
    expect(deliveries()).toMatchObject([{ state: 'pending', attempts: [{ status: 204 }] }]);
  });

  it.each([['silence', 'no answer within 300 ms'], ['hang-up', expect.stringContaining('ECONNRESET')]] as const)(
    'that meets %s is recorded and waits for its repetition', async (behaviour, error) => {
      const impatient = await startScene({ webhookTimeoutMs: 300 });
      const { receiver, sandbox: { control } } = impatient;
      receiver.answer = behaviour;
      await impatient.initialize('wh-4');
      control.transactions.pay('wh-4');
      await control.webhooks.flush();
      expect(control.webhooks.list()).toMatchObject([{ state: 'pending', attempts: [{ status: null, error }] }]);
      await impatient.close();
    });

  it('of a test key is repeated every hour, ten times, and then never again', async () => {
    await scene.call('PUT', '/_control/clock', { now: '2026-05-01T00:00:00Z', frozen: true });
    scene.receiver.answer = 500;
    await pay('wh-5');
    await scene.sandbox.control.clock.advanceSeconds(3_599);
    expect(scene.receiver.received).toHaveLength(1);
    await scene.sandbox.control.clock.advanceSeconds(1);
    expect(deliveries()).toMatchObject([{ attemptCount: 2, nextAttemptAt: '2026-05-01T02:00:00.000Z' }]);
    await scene.sandbox.control.clock.advanceSeconds(24 * 3_600);
    expect(scene.receiver.received).toHaveLength(11);
    expect(deliveries()).toMatchObject([{ state: 'exhausted', nextAttemptAt: null }]);
  });

  it('of a live key is repeated after three minutes, and 76 times in all', async () => {
    await scene.call('PUT', '/_control/clock', { now: '2026-05-01T00:00:00Z', frozen: true });
    scene.receiver.answer = 503;
    await pay('wh-6', {}, LIVE_KEY);
    await scene.sandbox.control.clock.advanceSeconds(180);
    expect(scene.receiver.received).toHaveLength(2);
    await scene.sandbox.control.clock.advanceSeconds(80 * 3_600);
    expect(scene.receiver.received).toHaveLength(76);
    expect(deliveries()).toMatchObject([{ state: 'exhausted', attemptCount: 76 }]);
    expect(deliveries()[0]?.attempts).toHaveLength(50);
  });

  it('stops being repeated once it was answered', async () => {
    scene.receiver.answer = 500;
    await pay('wh-7');
    scene.receiver.answer = 200;
    await scene.sandbox.control.clock.advanceSeconds(48 * 3_600);
    expect(scene.receiver.received).toHaveLength(2);
  });

  it('is repeated byte by byte', async () => {
    scene.receiver.answer = 500;
    await pay('wh-8');
    await scene.sandbox.control.clock.advanceSeconds(3_600);
    const [first, second] = scene.receiver.received;
    expect(second?.rawBody).toBe(first?.rawBody);
  });

  it('can be sent again two thousand times at once', async () => {
    await pay('wh-9');
    const [delivery] = deliveries();
    const { status, body } = await scene.call('POST', `/_control/webhooks/${delivery?.id}/resend`, { times: 2_000, concurrency: 500 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ sent: 2_000, statuses: { 200: 2_000 }, delivery: { attemptCount: 2_001 } });
    expect(scene.receiver.received).toHaveLength(2_001);
  });

  it('that was given up is delivered when it is sent again by hand', async () => {
    scene.receiver.answer = 500;
    await pay('wh-10');
    await scene.sandbox.control.clock.advanceSeconds(48 * 3_600);
    scene.receiver.answer = 200;
    await scene.call('POST', `/_control/webhooks/${deliveries()[0]?.id}/resend`);
    expect(deliveries()).toMatchObject([{ state: 'delivered', attemptCount: 12 }]);
  });
});
