import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createUser, startServer, type TestServer, type TestUser } from '../../support/index.ts';

type Kyc = typeof import('#kyc');

interface LevelOut {
  key: string;
  version: number;
  rank: number;
  requirements: { identifiers: string[][] };
  limits: Record<string, { perTransactionMinor: string | null }>;
}

const AS_KYC = `(SELECT set_config('mangrove.writer', 'kyc', true)) AS w`;

describe('levels', () => {
  let server: TestServer;
  let ada: TestUser;

  beforeAll(async () => {
    server = await startServer();
    ada = await createUser(server);
  });

  const limitsOf = (personId: string, currency: string, at?: string) =>
    server.run(
      async (strapi, args, { kernel, load }) => {
        const found = await kernel.transaction(strapi, (tx) => load<Kyc>('#kyc').limitsOf(tx, args.personId, args.currency, args.at === undefined ? kernel.clock.now() : new Date(args.at)));
        const { perTransactionMinor, perDayMinor, balanceMinor } = found.limits;
        return { ...found, limits: [perTransactionMinor, perDayMinor, balanceMinor].map((minor) => minor?.toString() ?? null) };
      },
      { personId, currency, at },
    );

  it('are the ones that are in force, in order', async () => {
    const { body } = await ada.http.get<{ data: LevelOut[] }>('/api/kyc/levels');
    expect(body.data.map(({ key, version, rank }) => [key, version, rank])).toEqual([['tier-0', 1, 0], ['tier-1', 2, 1], ['tier-2', 2, 2], ['tier-3', 1, 3]]);
    expect(body.data[1]?.requirements.identifiers).toEqual([['nin', 'bvn']]);
    expect(body.data[3]?.limits.NGN?.perTransactionMinor).toBeNull();
  });

  it('give a newcomer the lowest, and say what the next one asks for', async () => {
    const { status, body } = await ada.http.get('/api/kyc/profile');
    expect([status, body]).toEqual([
      200,
      {
        data: {
          level: 'tier-0', state: 'active', limits: expect.objectContaining({ NGN: { perTransactionMinor: '2000000', perDayMinor: '4000000', balanceMinor: '5000000' } }) as object,
          nextLevel: 'tier-1', requirements: { details: ['firstName', 'lastName', 'dateOfBirth', 'country'], identifiers: [['nin', 'bvn']], documents: [] }, reviewDueAt: null, applicationId: null,
        },
      },
    ]);
  });

  it('limit what a person moves, by the version of the moment', async () => {
    expect(await limitsOf(ada.id, 'NGN')).toMatchObject({ level: 'tier-0', state: 'active', limits: ['2000000', '4000000', '5000000'], nextLevel: { key: 'tier-1', requirements: { identifiers: [['nin', 'bvn']] } } });
    expect(await limitsOf(ada.id, 'NGN', '2020-01-01T00:00:00Z')).toMatchObject({ nextLevel: { key: 'tier-1', requirements: { identifiers: [['phone']] } } });
    expect(await limitsOf(ada.id, 'JPY')).toMatchObject({ limits: ['0', '0', '0'] });
    await expect(limitsOf(ada.id, 'NGN', '2010-01-01T00:00:00Z')).rejects.toThrow('No KYC level of the rank 0 is in force');
  });

  it('change nothing that was in force, whoever asks', async () => {
    for (const change of [`name = 'x'`, `limits = '{}'`, 'valid_from = now() + interval \'1 day\'', 'is_offered = false']) {
      await expect(server.db.query(`UPDATE kyc_levels SET ${change} WHERE key = 'tier-1'`)).rejects.toThrow('in force and never changes');
    }
    for (const statement of ['DELETE FROM kyc_levels', 'TRUNCATE kyc_levels']) await expect(server.db.query(statement)).rejects.toThrow('never changed or removed');
    const insert = (key: string, version: number, rank: number, from: string) =>
      server.db.query(`INSERT INTO kyc_levels (key, version, rank, name, valid_from, requirements, limits, needs_second_review, is_offered) VALUES ($1, $2, $3, 'x', now() + $4::interval, '{}', '{}', false, true)`, [key, version, rank, from]);
    await expect(insert('tier-1', 3, 1, '-1 day')).rejects.toThrow('would begin in the past');
    await expect(insert('tier-1', 3, 5, '1 day')).rejects.toThrow('keeps its rank');
    await expect(insert('tier-9', 1, 1, '1 day')).rejects.toThrow('shares it with no other');
  });

  it('begin at their date', async () => {
    const requirements = { details: [], identifiers: [], documents: [] };
    const limits = { NGN: { perTransactionMinor: '1', perDayMinor: '2', balanceMinor: '3' } };
    await server.db.query(`INSERT INTO kyc_levels (key, version, rank, name, valid_from, requirements, limits, needs_second_review, is_offered) VALUES ('tier-0', 2, 0, 'Newcomer', now() + interval '30 days', $1, $2, false, true)`, [requirements, limits]);
    await server.db.query(`UPDATE kyc_levels SET valid_from = now() + interval '31 days' WHERE key = 'tier-0' AND version = 2`);
    expect(await limitsOf(ada.id, 'NGN')).toMatchObject({ limits: ['2000000', '4000000', '5000000'] });
    expect(await limitsOf(ada.id, 'NGN', new Date(Date.now() + 32 * 86_400_000).toISOString())).toMatchObject({ limits: ['1', '2', '3'] });
  });

  it('are given to nobody without an approved application, not even by the plugin’s own hand', async () => {
    const insert = (level: string, rank: number) =>
      server.db.query(
        `INSERT INTO kyc_profiles (document_id, person_id, level, level_rank, state, risk, created_at) SELECT 'kyp_00000000000000000000000000', $1, $2, $3::int, 'active', 'standard', now() FROM ${AS_KYC}`,
        [ada.id, level, rank],
      );
    await expect(insert('tier-3', 3)).rejects.toThrow('without an approved application');
    await expect(insert('tier-9', 0)).rejects.toThrow('unknown level');
  });

  it('that were changed in the configuration after they began keep the server from starting', async () => {
    const storing = server.run(async (strapi, _args, { load }) => {
      const config = strapi.config.get('plugin::kyc') as { levels: { key: string; name: string }[] };
      strapi.config.set('plugin::kyc', { ...config, levels: config.levels.map((level) => (level.key === 'tier-2' ? { ...level, name: 'Another' } : level)) });
      try {
        await load<{ storeLevels(of: typeof strapi): Promise<void> }>('./dist/plugins/kyc/server/src/services/levels.js').storeLevels(strapi);
      } finally {
        strapi.config.set('plugin::kyc', config);
      }
    });
    await expect(storing).rejects.toThrow('The KYC level tier-2, version 1, cannot be taken');
  });

  it('can be one’s own, as the page about them shows', async () => {
    const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/how-to/set-kyc-levels.md'), 'utf8');
    const folder = mkdtempSync(path.join(tmpdir(), 'mangrove-levels-'));
    const file = path.join(folder, 'levels.json');
    writeFileSync(file, /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
    try {
      const own = await startServer({ from: 'empty', env: { KYC_LEVELS_FILE: file } });
      const { http } = await createUser(own);
      expect((await http.get<{ data: { level: string; nextLevel: string } }>('/api/kyc/profile')).body.data).toMatchObject({ level: 'guest', nextLevel: 'verified' });
      await own.stop();
      writeFileSync(file, '[]');
      await expect(startServer({ env: { KYC_LEVELS_FILE: file } })).rejects.toThrow('KYC_LEVELS_FILE: found');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
