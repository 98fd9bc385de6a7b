import { randomUUID } from 'node:crypto';
import { scriptedLimits, limit, release } from '../payments/support/scripted-limits.ts';
import { World } from '../payments/support/world.ts';
import { createStaff, type TestStaff } from '../../access/people.ts';
import type { TestUser } from '../../support/index.ts';

interface Held {
  person: { id: string; email: string };
  currency: string;
  heldMinor: string;
  balanceMinor: string;
  ceilingMinor: string | null;
}
interface Listed {
  data: Held[];
  meta: { nextCursor: string | null };
}

describe('held money in the office', () => {
  let world: World;
  let admin: TestStaff;
  let moderator: TestStaff;
  beforeAll(async () => {
    world = await World.start({}, { setup: scriptedLimits });
    admin = await createStaff(world.server, 'strapi-super-admin');
    moderator = await createStaff(world.server, 'mangrove-moderator');
  });
  afterEach(() => world.expectSoundBooks());

  /** Somebody of whose NGN 5,000.00 so much has room. */
  const holding = async (balance: string): Promise<TestUser> => {
    const payer = await world.newPayer();
    const { id, reference } = await world.begin({}, payer);
    await limit(world, payer, { balance });
    await release(world, payer);
    world.paystack.pay(reference);
    await world.becomes(id, 'succeeded', payer);
    return payer;
  };
  const act = (verb: string, payer: TestUser, body: object, key?: string, who = admin) =>
    who.http.post<{ data: Held | null; error?: { code: string; details: object } }>(`/payments/held/${payer.id}/NGN/${verb}`, { body, ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }) });
  const kindsOf = async (payer: TestUser) => (await world.rows<{ kind: string }>('SELECT kind FROM ledger_postings WHERE subject = $1 ORDER BY id', [payer.id])).map(({ kind }) => kind);
  const audited = (payer: TestUser) => world.rows<{ action: string; actor: string }>(`SELECT action, actor FROM audit_entries WHERE subject_id = $1 AND action LIKE 'held.%' ORDER BY seq`, [payer.id]);

  it('is listed page by page, with whose it is and what their wallet may hold', async () => {
    const payers = [await holding('100000'), await holding('200000'), await holding('300000')];
    const all: Held[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body }: { body: Listed } = await moderator.http.get<Listed>(`/payments/held?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      all.push(...body.data);
      cursor = body.meta.nextCursor;
    }
    const mine = all.filter(({ person }) => payers.some(({ id }) => id === person.id));
    expect(mine).toEqual(payers.map(({ id, email }, n) => ({ person: { id, email }, currency: 'NGN', heldMinor: String(400_000 - n * 100_000), balanceMinor: String(100_000 + n * 100_000), ceilingMinor: String(100_000 + n * 100_000) })).reverse());
  });

  it('is released by staff as far as there is room now, and who did it and why is recorded', async () => {
    const payer = await holding('100000');
    await limit(world, payer, { balance: '250000' });
    const { status, body } = await act('release', payer, { note: 'The shop paid out by hand.' });
    expect([status, body.data]).toMatchObject([200, { heldMinor: '250000', balanceMinor: '250000', ceilingMinor: '250000' }]);
    const again = await act('release', payer, { note: 'Once more.' });
    expect(again.body.data).toMatchObject({ heldMinor: '250000', balanceMinor: '250000' });
    expect(await kindsOf(payer)).toEqual(['held_released']);
    expect(await audited(payer)).toEqual([{ action: 'held.released', actor: `staff:${admin.id}` }]);
  });

  it('is returned by staff once a key, and never more than is held', async () => {
    const payer = await holding('100000');
    const key = randomUUID();
    const body = { amountMinor: '150000', gateway: 'paystack', note: 'Refunded on the dashboard.' };
    expect((await act('return', payer, body)).body.error?.code).toBe('KERNEL_IDEMPOTENCY_KEY_MISSING');
    expect((await act('return', payer, body, key)).body.data).toMatchObject({ heldMinor: '250000' });
    // The server died between its COMMIT and the keeping of the answer.
    await world.rows('DELETE FROM idempotency_keys WHERE key = $1', [key]);
    expect((await act('return', payer, body, key)).body.data).toMatchObject({ heldMinor: '250000' });
    const tooMuch = await act('return', payer, { ...body, amountMinor: '250001' }, randomUUID());
    expect([tooMuch.status, tooMuch.body.error]).toMatchObject([409, { code: 'PAYMENT_HELD_NOT_ENOUGH', details: { heldMinor: '250000' } }]);
    expect((await act('return', payer, { ...body, gateway: 'cowrie' }, randomUUID())).body.error?.code).toBe('PAYMENT_GATEWAY_UNKNOWN');
    const answers = await Promise.all(Array.from({ length: 6 }, () => act('return', payer, { ...body, amountMinor: '100000' }, randomUUID())));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409, 409, 409]);
    expect(await world.held(payer)).toBe(50_000n);
    expect(await kindsOf(payer)).toEqual(Array(3).fill('held_returned'));
    expect(await audited(payer)).toEqual(Array(3).fill({ action: 'held.returned', actor: `staff:${admin.id}` }));
  });

  it('moves by the hand of nobody else, and not where there is none', async () => {
    const payer = await holding('100000');
    const body = { amountMinor: '1', gateway: 'paystack', note: 'Not mine to move.' };
    expect((await act('release', payer, { note: body.note }, undefined, moderator)).status).toBe(403);
    expect((await act('return', payer, body, randomUUID(), moderator)).status).toBe(403);
    const stranger = await world.newPayer();
    expect((await act('release', stranger, { note: 'Nothing there.' })).status).toBe(404);
    expect((await act('return', stranger, body, randomUUID())).status).toBe(404);
    expect((await act('release', payer, { note: ' ' })).status).toBe(400);
    expect(await world.held(payer)).toBe(400_000n);
  });

  it('takes what staff credit from suspense above the limits of its owner', async () => {
    const payer = await world.newPayer();
    await limit(world, payer, { balance: '1000000' });
    const { reference } = await world.begin({}, payer);
    await limit(world, payer, { balance: '200000' });
    world.paystack.pay(reference, { sendWebhook: false });
    world.paystack.patch(reference, { amount: 300_000, requested_amount: 300_000 });
    await world.paystack.sendWebhook(reference);
    await world.inboxSettled();
    const [found] = await world.rows<{ id: string }>('SELECT document_id AS id FROM payment_discrepancies WHERE reference = $1', [reference]);
    const { status } = await admin.http.post(`/payments/discrepancies/${found?.id}/resolve`, { body: { action: 'credit', note: 'The payer agreed.' }, headers: { 'idempotency-key': randomUUID() } });
    expect([status, await world.naira(payer), await world.held(payer)]).toEqual([200, 200_000n, 100_000n]);
  });
});
