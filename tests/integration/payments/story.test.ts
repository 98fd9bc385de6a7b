import { GIVE_UP_SECONDS, World } from './support/world.ts';

describe('a payment', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterEach(() => world.expectSoundBooks());

  it('credits the wallet once when the payer pays and the webhook arrives', async () => {
    const payer = await world.newPayer();
    expect(await world.wallets(payer)).toEqual([]);
    const { id, reference, state, nextAction } = await world.begin({}, payer);
    expect(state).toBe('pending');
    expect(nextAction?.url).toContain(world.sandbox.url);
    world.paystack.pay(reference);
    expect((await world.becomes(id, 'succeeded', payer)).nextAction).toBeNull();
    expect(await world.wallets(payer)).toEqual([{ currency: 'NGN', balanceMinor: '500000', heldMinor: '0' }]);
    expect(await world.events(id)).toEqual(['payment.created', 'payment.started', 'payment.succeeded']);
    expect(await world.attempts(id)).toMatchObject([{ state: 'succeeded', check_at: null }]);
  });

  it('in a currency without decimals credits what was asked for', async () => {
    const payer = await world.newPayer();
    const { id, reference } = await world.begin({ amountMinor: '5000', currency: 'XOF' }, payer);
    expect(world.paystack.get(reference).amount).toBe(500_000);
    world.paystack.pay(reference);
    await world.becomes(id, 'succeeded', payer);
    expect(await world.wallets(payer)).toEqual([{ currency: 'XOF', balanceMinor: '5000', heldMinor: '0' }]);
  });

  it('that the payer finds out about first, by asking, is credited all the same, and the late webhook adds nothing', async () => {
    const before = await world.naira();
    const { id, reference } = await world.begin();
    world.paystack.pay(reference, { sendWebhook: false });
    expect((await world.sync(id)).state).toBe('succeeded');
    await world.paystack.sendWebhook(reference);
    await world.inboxSettled();
    expect(await world.naira()).toBe(before + 500_000n);
    expect((await world.events(id)).filter((type) => type === 'payment.succeeded')).toHaveLength(1);
  });

  it('whose card was declined has failed, and succeeds when another card works', async () => {
    const before = await world.naira();
    const { id, reference } = await world.begin();
    world.paystack.pay(reference, { card: '4084080000005408' });
    expect((await world.sync(id)).state).toBe('failed');
    expect(await world.naira()).toBe(before);
    world.paystack.pay(reference);
    await world.becomes(id, 'succeeded');
    expect(await world.naira()).toBe(before + 500_000n);
  });

  it('whose payer bears the fees credits what was asked for', async () => {
    const before = await world.naira();
    const { id, reference } = await world.begin({ amountMinor: '30050' });
    world.paystack.pay(reference, { sendWebhook: false });
    world.paystack.patch(reference, { amount: 40_333, requested_amount: 30_050, fees: 10_283 });
    expect((await world.sync(id)).state).toBe('succeeded');
    expect(await world.naira()).toBe(before + 30_050n);
  });

  it('that nobody finished is found by the janitor and abandoned; money that comes after all is credited', async () => {
    const before = await world.naira();
    const { id, reference } = await world.begin();
    await world.pass(130);
    await world.janitor();
    expect((await world.payment(id)).state).toBe('pending');
    await world.pass(GIVE_UP_SECONDS);
    await world.janitor();
    expect((await world.becomes(id, 'abandoned')).nextAction).toBeNull();
    expect(await world.attempts(id)).toMatchObject([{ state: 'open', check_at: expect.any(Date) }]);
    world.paystack.pay(reference);
    await world.becomes(id, 'succeeded');
    expect(await world.naira()).toBe(before + 500_000n);
    expect(await world.events(id)).toEqual(['payment.created', 'payment.started', 'payment.abandoned', 'payment.succeeded']);
  });

  it('whose webhook never comes costs minutes, not money', async () => {
    const before = await world.naira();
    const { id, reference } = await world.begin();
    world.paystack.pay(reference, { sendWebhook: false });
    await world.pass(130);
    await world.janitor();
    await world.becomes(id, 'succeeded');
    expect(await world.naira()).toBe(before + 500_000n);
  });

  it('is not looked up any more once it has succeeded', async () => {
    const { id, reference } = await world.begin();
    world.paystack.pay(reference);
    await world.becomes(id, 'succeeded');
    expect(await world.attempts(id)).toMatchObject([{ check_at: null }]);
  });

  it('is looked up by its payer alone, and again after it ended without harm', async () => {
    const { id, reference } = await world.begin();
    world.paystack.pay(reference);
    await world.becomes(id, 'succeeded');
    const before = await world.naira();
    expect((await world.sync(id)).state).toBe('succeeded');
    const stranger = await world.newPayer();
    expect((await stranger.http.post(`/api/payments/${id}/sync`)).status).toBe(404);
    expect(await world.naira()).toBe(before);
  });
});
