import { limit, release, scriptedLimits } from './support/scripted-limits.ts';
import { GIVE_UP_SECONDS, World, type PaymentOut } from './support/world.ts';

type Payer = Awaited<ReturnType<World['newPayer']>>;

describe('money that was collected above the limits', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({}, { setup: scriptedLimits });
    // Hours away from midnight, whenever the test runs.
    const tomorrowAtSix = new Date().setUTCHours(30, 0, 0, 0);
    await world.pass(Math.round((tomorrowAtSix - Date.now()) / 1_000));
  });
  afterEach(() => world.expectSoundBooks());

  const beginMany = async (payer: Payer, count: number): Promise<PaymentOut[]> => Promise.all(Array.from({ length: count }, () => world.begin({}, payer)));
  const arrive = async (payer: Payer, payments: readonly PaymentOut[]) => {
    for (const { reference } of payments) world.paystack.pay(reference);
    for (const { id } of payments) await world.becomes(id, 'succeeded', payer);
  };
  const money = async (payer: Payer) => [await world.naira(payer), await world.held(payer)];
  const eventsOf = (type: string, payer: Payer) =>
    world.rows<{ payload: Record<string, string> }>(`SELECT payload FROM domain_events WHERE type = $1 AND $2 IN (payload->>'payerId', payload->>'userId') ORDER BY seq`, [type, payer.id]);

  /** Somebody has begun `count` payments of NGN 5,000.00, and then may hold so much only. */
  const lowered = async (count: number, balance: string) => {
    const payer = await world.newPayer();
    await limit(world, payer, { balance: '100000000' });
    const payments = await beginMany(payer, count);
    await limit(world, payer, { balance });
    await release(world, payer);
    return { payer, payments };
  };

  it('is held apart in the same posting, shown to the person and told as an event', async () => {
    const { payer, payments } = await lowered(2, '700000');
    await arrive(payer, payments);
    expect(await money(payer)).toEqual([700_000n, 300_000n]);
    expect((await eventsOf('payment.held', payer)).map(({ payload }) => payload.heldMinor)).toEqual(['300000']);
    expect(await eventsOf('payment.succeeded', payer)).toHaveLength(2);
    const { body } = await payer.http.get<{ data: { kind: string; amountMinor: string }[] }>('/api/wallets/NGN/entries');
    expect(body.data.map(({ amountMinor }) => amountMinor)).toEqual(['200000', '500000']);
  });

  it('fills the wallet exactly when webhooks of many payments come at the same moment', async () => {
    const { payer, payments } = await lowered(24, '7777777');
    const other = await lowered(8, '0');
    await Promise.all([arrive(payer, payments), arrive(other.payer, other.payments)]);
    expect(await money(payer)).toEqual([7_777_777n, 4_222_223n]);
    expect(await money(other.payer)).toEqual([0n, 4_000_000n]);
    const held = (await eventsOf('payment.held', payer)).map(({ payload }) => BigInt(payload.heldMinor ?? 0));
    expect(held.reduce((sum, minor) => sum + minor, 0n)).toBe(4_222_223n);
  });

  it('is held where limits were asked for too long ago and are lower by now, without anybody saying so', async () => {
    const payer = await world.newPayer();
    const [payment] = await beginMany(payer, 1);
    await limit(world, payer, { balance: '200000' });
    await world.pass(3_590);
    await world.pass(20);
    await arrive(payer, payment ? [payment] : []);
    expect(await money(payer)).toEqual([200_000n, 300_000n]);
  });

  it('is accepted of a payment that was abandoned, counts for its day, and is held where the room was given to others', async () => {
    const payer = await world.newPayer();
    await limit(world, payer, { perDay: '1200000' });
    const [late] = await beginMany(payer, 1);
    await world.pass(GIVE_UP_SECONDS + 10);
    await world.janitor();
    await world.becomes(late?.id ?? '', 'abandoned', payer);
    const others = await beginMany(payer, 2);
    await arrive(payer, others);
    await arrive(payer, late ? [late] : []);
    expect(await money(payer)).toEqual([1_200_000n, 300_000n]);
    const refused = await payer.http.post<{ error: { details: { usedMinor: string } } }>('/api/payments', { body: { amountMinor: '10000', currency: 'NGN' } });
    expect([refused.status, refused.body.error.details.usedMinor]).toEqual([422, '1500000']);
  });

  it('goes to the wallet when limits rise, as much as has room, and once', async () => {
    const { payer, payments } = await lowered(4, '100000');
    await arrive(payer, payments);
    await limit(world, payer, { balance: '900000' });
    const moved = (await Promise.all([release(world, payer), release(world, payer), release(world, payer)])).flat();
    expect(moved).toEqual([{ currency: 'NGN', minor: '800000', leftMinor: '1100000' }]);
    expect(await money(payer)).toEqual([900_000n, 1_100_000n]);
    await limit(world, payer, {});
    expect(await release(world, payer)).toEqual([{ currency: 'NGN', minor: '1100000', leftMinor: '0' }]);
    expect(await release(world, payer)).toEqual([]);
    expect(await money(payer)).toEqual([2_000_000n, 0n]);
    expect((await eventsOf('payment.held_released', payer)).map(({ payload }) => payload)).toMatchObject([
      { currency: 'NGN', amountMinor: '800000', leftMinor: '1100000' },
      { currency: 'NGN', amountMinor: '1100000', leftMinor: '0' },
    ]);
  });

  it('is released beside webhooks that bring more, and the wallet is never above its ceiling', async () => {
    const { payer, payments } = await lowered(12, '400000');
    await arrive(payer, payments.slice(0, 4));
    await limit(world, payer, { balance: '3333333' });
    await Promise.all([arrive(payer, payments.slice(4)), ...Array.from({ length: 6 }, () => release(world, payer))]);
    await release(world, payer);
    expect(await money(payer)).toEqual([3_333_333n, 2_666_667n]);
  });

  it('stays where it is, and nothing is limited any more, when the policy is taken away', async () => {
    const { payer, payments } = await lowered(2, '700000');
    await arrive(payer, payments);
    await world.server.restart({ MANGROVE_TEST_SETUP: '() => undefined' });
    const after = await world.begin({ amountMinor: '90000000' }, payer);
    await arrive(payer, [after]);
    expect(await money(payer)).toEqual([90_700_000n, 300_000n]);
    expect(await release(world, payer)).toMatchObject([{ minor: '300000', leftMinor: '0' }]);
    expect(await money(payer)).toEqual([91_000_000n, 0n]);
  });
});
