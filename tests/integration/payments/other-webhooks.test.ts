import { createHmac } from 'node:crypto';
import { World } from './support/world.ts';

/** A Paystack account has one address for webhooks, whatever they are about. */
describe('a webhook that is about no payment', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterEach(() => world.expectSoundBooks());

  const send = async (event: string, data: object, secret = world.sandbox.secretKey) => {
    const body = JSON.stringify({ event, data });
    const { status } = await world.webhook(body, { 'x-paystack-signature': createHmac('sha512', secret).update(body).digest('hex') });
    return status;
  };
  const kept = (eventType: string) => world.rows<{ provider: string }>('SELECT provider FROM inbox_messages WHERE event_type = $1', [eventType]);

  it('and that nobody asked for is answered 200, kept as ours, and leads to nothing', async () => {
    expect(await send('subscription.create', { subscription_code: 'SUB_1', customer: { email: 'customer@example.com' } })).toBe(200);
    expect(await kept('subscription.create')).toEqual([{ provider: 'paystack' }]);
    await world.inboxSettled();
    const [settled] = await world.rows<{ state: string }>(`SELECT d.state FROM inbox_deliveries d JOIN inbox_messages m ON m.id = d.message_id WHERE m.event_type = 'subscription.create'`);
    expect(settled).toEqual({ state: 'ignored' });
  });

  it('goes to who asked for it in the place of payments, once it is known to be authentic', async () => {
    const failed = { customer_code: 'CUS_nobody000001', email: 'nobody@elsewhere.example', reason: 'Account number or BVN is incorrect' };
    expect(await send('customeridentification.failed', failed, 'sk_test_of_somebody_else')).toBe(401);
    expect(await kept('customeridentification.failed')).toEqual([]);
    expect(await send('customeridentification.failed', failed)).toBe(200);
    expect(await kept('customeridentification.failed')).toEqual([{ provider: 'kyc:paystack-identity' }]);
  });
});
