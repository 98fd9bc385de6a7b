import { eventually, type TestUser } from '../../support/index.ts';
import { World } from '../payments/support/world.ts';

interface Answer {
  data: { id: string; reference: string } | null;
  error?: { code: string; message: string; details: Record<string, unknown> };
}

describe('payments of people with a KYC level', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({ KYC_LIMITS: 'true' });
  });
  afterEach(() => world.expectSoundBooks());

  const pay = (payer: TestUser, amountMinor: string, currency = 'NGN') => payer.http.post<Answer>('/api/payments', { body: { amountMinor, currency } });

  /** What a review comes to, without one: the rules of the profile's table rest meanwhile. */
  const become = async (payer: TestUser, level: string, rank: number, state: 'active' | 'revoked') => {
    const client = await world.server.db.connect();
    try {
      await client.query('BEGIN');
      await client.query(`SET LOCAL session_replication_role = replica`);
      const { rowCount } = await client.query('UPDATE kyc_profiles SET level = $2, level_rank = $3, state = $4 WHERE person_id = $1', [payer.id, level, rank, state]);
      if (rowCount === 0) {
        await client.query(
          `INSERT INTO kyc_profiles (document_id, person_id, level, level_rank, state, risk, created_at, updated_at, published_at) VALUES ($1, $2, $3, $4, $5, 'low', now(), now(), now())`,
          [`kyp_${payer.id.slice(4)}`, payer.id, level, rank, state],
        );
      }
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  };
  const tell = (payer: TestUser, type: 'kyc.level_raised' | 'kyc.profile_revoked', level: string) =>
    world.server.run(
      (strapi, event, { kernel }) => {
        const about = { profileId: `kyp_${event.personId.slice(4)}`, personId: event.personId };
        return kernel.transaction(strapi, async (tx) => {
          if (event.type === 'kyc.level_raised') await kernel.appendEvent(tx, event.type, { type: 'kyc-profile', id: about.profileId }, { ...about, from: 'tier-0', to: event.level });
          else await kernel.appendEvent(tx, event.type, { type: 'kyc-profile', id: about.profileId }, { ...about, level: event.level });
        });
      },
      { type, personId: payer.id, level },
    );

  it('are refused above it with where they stand and what the next level asks for', async () => {
    const payer = await world.newPayer();
    const { body: profile } = await payer.http.get<{ data: { level: string; nextLevel: string; requirements: object } }>('/api/kyc/profile');
    const { status, body } = await pay(payer, '2000001');
    expect(status).toBe(422);
    expect(body.error).toMatchObject({
      code: 'KYC_LIMIT_EXCEEDED',
      message: 'You may pay at most NGN 20,000.00 at once. Apply for the level "tier-1" to raise this.',
      details: { limit: 'perTransaction', limitMinor: '2000000', usedMinor: '0', amountMinor: '2000001', currency: 'NGN', level: 'tier-0', nextLevel: 'tier-1', requirements: profile.data.requirements },
    });
    expect([profile.data.level, profile.data.nextLevel]).toEqual(['tier-0', 'tier-1']);
    expect((await pay(payer, '2000000')).status).toBe(201);
  });

  it('take the room of a day once, however many begin at the same moment, in each currency', async () => {
    const payer = await world.newPayer();
    const [naira, cedi] = await Promise.all([
      Promise.all(Array.from({ length: 25 }, () => pay(payer, '1300000'))),
      Promise.all(Array.from({ length: 25 }, () => pay(payer, '13000', 'GHS'))),
    ]);
    for (const answers of [naira, cedi]) {
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
      expect(answers.filter(({ body }) => body.error?.code === 'KYC_LIMIT_EXCEEDED')).toHaveLength(22);
    }
  });

  it('that were refused go through, and what was held is released, when the level rises', async () => {
    const payer = await world.newPayer();
    const { data: payment } = (await pay(payer, '2000000')).body;
    expect((await pay(payer, '3000000')).body.error?.code).toBe('KYC_LIMIT_EXCEEDED');
    await become(payer, 'tier-0', 0, 'revoked');
    await tell(payer, 'kyc.profile_revoked', 'tier-0');
    await eventually(async () => (await world.rows(`SELECT 1 FROM ledger_accounts WHERE code = 'wallet:' || $1 || ':NGN' AND ceiling_minor = 0`, [payer.id])).length > 0, { timeoutMs: 20_000 });
    expect((await pay(payer, '5000')).body.error?.message).toContain('ask the support');
    world.paystack.pay(payment?.reference ?? '');
    await world.becomes(payment?.id ?? '', 'succeeded', payer);
    expect([await world.naira(payer), await world.held(payer)]).toEqual([0n, 2_000_000n]);

    await become(payer, 'tier-1', 1, 'active');
    await tell(payer, 'kyc.level_raised', 'tier-1');
    await eventually(async () => (await world.naira(payer)) === 2_000_000n, { timeoutMs: 20_000 });
    expect(await world.held(payer)).toBe(0n);
    expect((await pay(payer, '3000000')).status).toBe(201);
    expect((await pay(payer, '3000000')).body.error).toMatchObject({ code: 'KYC_LIMIT_EXCEEDED', details: { level: 'tier-1', limit: 'perDay', nextLevel: 'tier-2' } });
  });

  it('are documented with the refusal', async () => {
    const { body } = await world.server.http.get<{ paths: Record<string, { post: { responses: Record<string, { description: string }> } }> }>('/api/openapi.json');
    expect(body.paths['/payments']?.post.responses['422']?.description ?? body.paths['/api/payments']?.post.responses['422']?.description).toContain('KYC_LIMIT_EXCEEDED');
  });
});

describe('payments where the setting says that levels limit nothing', () => {
  it('are as large as the payer likes', async () => {
    const world = await World.start({ KYC_LIMITS: 'false' });
    expect((await world.begin({ amountMinor: '900000000' })).state).toBe('pending');
  });
});
