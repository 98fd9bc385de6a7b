import { createHmac } from 'node:crypto';
import { startScene, TEST_KEY, type Scene } from '../../testing/scene.ts';

const hmac = (body: string) => createHmac('sha512', TEST_KEY).update(body).digest('hex');

describe('a webhook rule', () => {
  let scene: Scene;
  beforeEach(async () => { scene = await startScene(); });
  afterEach(() => scene.close());

  const rule = async (...rules: unknown[]) => {
    const { status } = await scene.call('PUT', '/_control/webhook-rules', rules);
    expect(status).toBe(200);
  };
  const pay = async (reference: string) => {
    await scene.initialize(reference);
    scene.sandbox.control.transactions.pay(reference);
    await scene.sandbox.control.webhooks.flush();
  };
  const references = () => scene.receiver.received.map(({ rawBody }) => (JSON.parse(rawBody) as { data: { reference: string } }).data.reference);
  const states = () => scene.sandbox.control.webhooks.list().map(({ state }) => state);

  it('duplicates', async () => {
    await rule({ duplicate: 2 });
    await pay('dup-1');
    expect(references()).toEqual(['dup-1', 'dup-1', 'dup-1']);
    expect(new Set(scene.receiver.received.map(({ rawBody }) => rawBody)).size).toBe(1);
  });

  it('delays on the sandbox’s clock', async () => {
    await rule({ delaySeconds: 600 });
    await pay('late-1');
    expect(references()).toEqual([]);
    await scene.sandbox.control.clock.advanceSeconds(599);
    expect(references()).toEqual([]);
    await scene.sandbox.control.clock.advanceSeconds(2);
    expect(references()).toEqual(['late-1']);
  });

  it('delays in real time where nobody moves the clock', async () => {
    await rule({ delaySeconds: 0.05 });
    await pay('late-2');
    while (references().length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(references()).toEqual(['late-2']);
  });

  it('holds until released, also in reverse order', async () => {
    await rule({ hold: true });
    await pay('held-1');
    await pay('held-2');
    await pay('held-3');
    expect(states()).toEqual(['held', 'held', 'held']);
    await scene.call('POST', '/_control/webhooks/release', { reference: 'held-2' });
    await scene.call('POST', '/_control/webhooks/release', { order: 'reverse' });
    expect(references()).toEqual(['held-2', 'held-3', 'held-1']);
    expect(states()).toEqual(['delivered', 'delivered', 'delivered']);
  });

  it('drops, and what was dropped is never repeated', async () => {
    await rule({ drop: true });
    await pay('lost-1');
    await scene.sandbox.control.clock.advanceSeconds(48 * 3_600);
    expect(references()).toEqual([]);
    expect(states()).toEqual(['dropped']);
  });

  it('applies to what it matches and as often as it says', async () => {
    await rule({ match: { reference: 'some-2' }, drop: true }, { match: { event: 'charge.success' }, times: 1, duplicate: 1 });
    await pay('some-1');
    await pay('some-2');
    await pay('some-3');
    expect(references()).toEqual(['some-1', 'some-1', 'some-3']);
    expect((await scene.call('GET', '/_control/webhook-rules')).body['rules']).toMatchObject([{ used: 1 }, { used: 1 }]);
    await scene.call('DELETE', '/_control/webhook-rules');
    await pay('some-4');
    expect(references().at(-1)).toBe('some-4');
  });

  it('falsifies the content under a valid signature', async () => {
    await rule({ tamper: { amount: 1, currency: 'USD', reference: 'other' } });
    await pay('false-1');
    const [webhook] = scene.receiver.received;
    expect(JSON.parse(webhook?.rawBody ?? '')).toMatchObject({ data: { amount: 1, currency: 'USD', reference: 'other', requested_amount: 500_000 } });
    expect(webhook?.headers['x-paystack-signature']).toBe(hmac(webhook?.rawBody ?? ''));
    expect((await scene.call('GET', '/transaction/verify/false-1')).body['data']).toMatchObject({ amount: 500_000 });
  });

  it('replaces the whole body', async () => {
    await rule({ tamper: { rawBody: '{"event":' } });
    await pay('false-2');
    expect(scene.receiver.received[0]?.rawBody).toBe('{"event":');
    expect(scene.receiver.received[0]?.headers['x-paystack-signature']).toBe(hmac('{"event":'));
  });

  it.each(['wrong', 'other-body'])('gives it a signature that does not fit: %s', async (signature) => {
    await rule({ tamper: { signature } });
    await pay('forged-1');
    const [webhook] = scene.receiver.received;
    expect(webhook?.headers['x-paystack-signature']).toMatch(/^[0-9a-f]{128}$/);
    expect(webhook?.headers['x-paystack-signature']).not.toBe(hmac(webhook?.rawBody ?? ''));
  });

  it('takes the signature away', async () => {
    await rule({ tamper: { signature: 'missing' } });
    await pay('forged-2');
    expect(scene.receiver.received[0]?.headers).not.toHaveProperty('x-paystack-signature');
  });

  it('does not touch a webhook that the tester sends by hand', async () => {
    await rule({ drop: true });
    await scene.initialize('hand-1');
    const { body } = await scene.call('POST', '/_control/transactions/hand-1/webhook', { tamper: { amount: 7 } });
    expect(body).toMatchObject({ state: 'delivered', attempts: [{ status: 200 }] });
    expect(JSON.parse(scene.receiver.received[0]?.rawBody ?? '')).toMatchObject({ event: 'charge.success', data: { status: 'success', amount: 7 } });
  });
});
