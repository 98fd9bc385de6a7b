import { World } from './support/world.ts';

describe('money that does not fit', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterEach(() => world.expectSoundBooks());

  it.each([[499_999, 'less'], [500_001, 'more']])('because %i kobo arrived, goes into suspense and is shown to staff, once', async (amount) => {
    const [before, held] = [await world.naira(), await world.suspense()];
    const { id, reference } = await world.begin();
    world.paystack.pay(reference, { sendWebhook: false });
    world.paystack.patch(reference, { amount, requested_amount: amount });
    expect((await world.sync(id)).state).toBe('pending');
    await world.paystack.sendWebhook(reference);
    await world.inboxSettled();
    await world.sync(id);
    expect(await world.naira()).toBe(before);
    expect(await world.suspense()).toBe(held + BigInt(amount));
    expect(await world.discrepancies(reference)).toMatchObject([{ kind: 'wrong_amount', state: 'open', amount_minor: String(amount), currency: 'NGN' }]);
    expect((await world.events(id)).filter((type) => type === 'payment.discrepancy_found')).toHaveLength(1);
  });

  it('because it came in another currency, goes into suspense of that currency', async () => {
    const [before, held] = [await world.naira(), await world.suspense('GHS')];
    const { id, reference } = await world.begin();
    world.paystack.pay(reference, { sendWebhook: false });
    world.paystack.patch(reference, { currency: 'GHS' });
    expect((await world.sync(id)).state).toBe('pending');
    expect([await world.naira(), await world.suspense('GHS')]).toEqual([before, held + 500_000n]);
    expect(await world.discrepancies(reference)).toMatchObject([{ kind: 'wrong_currency', currency: 'GHS' }]);
  });

  it('leaves its payment to be abandoned in the end, and the suspense as it is', async () => {
    const { id, reference } = await world.begin();
    world.paystack.pay(reference, { sendWebhook: false });
    world.paystack.patch(reference, { amount: 1_000, requested_amount: 1_000 });
    await world.sync(id);
    const held = await world.suspense();
    await world.pass(3_700);
    await world.janitor();
    await world.becomes(id, 'abandoned');
    expect(await world.suspense()).toBe(held);
  });

  it('because nothing arrived, books nothing; the amount that follows is credited', async () => {
    const before = await world.naira();
    const { id, reference } = await world.begin();
    world.paystack.pay(reference, { sendWebhook: false });
    world.paystack.patch(reference, { amount: 0 });
    expect((await world.sync(id)).state).toBe('pending');
    expect(await world.discrepancies(reference)).toMatchObject([{ kind: 'contradiction', amount_minor: null }]);
    world.paystack.patch(reference, { amount: 500_000 });
    expect((await world.sync(id)).state).toBe('succeeded');
    expect(await world.naira()).toBe(before + 500_000n);
  });

  it('because nobody here asked for it, goes into suspense once, however often and differently it is announced', async () => {
    const held = await world.suspense();
    const reference = 'somebody-elses-charge-1';
    world.paystack.create({ reference, email: 'stranger@example.com', amount: 770_000, currency: 'NGN', status: 'success', metadata: null, domain: 'test', sendWebhook: true });
    await world.inboxSettled();
    await world.paystack.sendWebhook(reference, { tamper: { amount: 1 } });
    world.paystack.patch(reference, { amount: 990_000 });
    await world.paystack.sendWebhook(reference);
    await world.inboxSettled();
    expect(await world.suspense()).toBe(held + 770_000n);
    expect(await world.discrepancies(reference)).toMatchObject([{ kind: 'unknown_reference', amount_minor: '770000' }]);
  });

  it('of nobody, over nothing, is shown to staff and books nothing', async () => {
    const held = await world.suspense();
    const reference = 'somebody-elses-charge-2';
    world.paystack.create({ reference, email: 'stranger@example.com', amount: 0, currency: 'NGN', status: 'success', metadata: null, domain: 'test', sendWebhook: true });
    await world.inboxSettled();
    expect(await world.suspense()).toBe(held);
    expect(await world.discrepancies(reference)).toMatchObject([{ kind: 'contradiction', amount_minor: null }]);
  });

  it('that nobody paid, under a reference of nobody, moves nothing', async () => {
    const held = await world.suspense();
    const reference = 'somebody-elses-charge-3';
    world.paystack.create({ reference, email: 'stranger@example.com', amount: 5_000, currency: 'NGN', status: 'failed', metadata: null, domain: 'test', sendWebhook: false });
    await world.paystack.sendWebhook(reference);
    for (const seconds of [3, 6, 16]) await world.pass(seconds);
    await world.inboxSettled();
    expect(await world.suspense()).toBe(held);
    expect(await world.discrepancies(reference)).toEqual([]);
  });
});

describe('a gateway that takes back what it confirmed', () => {
  it('is recorded as a contradiction, once, and nothing moves', async () => {
    const world = await World.start();
    const { id, reference } = await world.begin();
    world.paystack.pay(reference);
    await world.becomes(id, 'succeeded');
    for (const status of ['failed', 'reversed'] as const) {
      world.paystack.patch(reference, { status });
      await world.paystack.sendWebhook(reference);
      for (const seconds of [3, 6, 16]) await world.pass(seconds);
      await world.inboxSettled();
    }
    expect((await world.payment(id)).state).toBe('succeeded');
    expect(await world.naira()).toBe(500_000n);
    expect((await world.discrepancies(reference)).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['contradiction']));
    expect((await world.discrepancies(reference)).filter(({ kind }) => kind === 'contradiction')).toHaveLength(1);
    await world.expectSoundBooks();
  });
});
