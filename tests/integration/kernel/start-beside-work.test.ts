import { startServer, type TestServer } from '../../support/index.ts';

const STARTS = 2;
const WORKERS = 2;

describe('a server that starts beside one that works', () => {
  let busy: TestServer;
  beforeAll(async () => {
    busy = await startServer();
    await busy.db.query('CREATE TABLE stop_working (at timestamptz)');
  });

  /** Writes to tables in the order in which the acceptance of money does, without a pause, until it is told to stop. */
  const work = () =>
    busy.run(async (strapi, workers, { kernel: { transaction, sql, appendEvent } }) => {
      let [done, failed] = [0, 0];
      const one = () =>
        transaction(strapi, async (tx) => {
          // No such row: it is the table that is locked.
          await tx.query(`UPDATE transactions SET updated_at = updated_at WHERE id = -1`);
          await appendEvent(tx, 'record.created', { type: 'test', id: 'x' }, { uid: 'api::test.test', documentId: 'x', fields: ['name'] });
        });
      const worker = async () => {
        while ((await sql(strapi).query('SELECT 1 FROM stop_working')).length === 0) {
          await one().then(() => (done += 1), () => (failed += 1));
        }
      };
      await Promise.all(Array.from({ length: workers }, worker));
      return { done, failed };
    }, WORKERS);

  it('comes up, and fails none of its work', async () => {
    const working = work();
    try {
      for (let start = 0; start < STARTS; start += 1) await (await startServer({ database: busy.databaseUrl })).stop();
    } finally {
      await busy.db.query('INSERT INTO stop_working VALUES (now())');
    }
    const { done, failed } = await working;
    expect(failed).toBe(0);
    expect(done).toBeGreaterThan(0);
    const { rows } = await busy.db.query<{ deadlocks: string }>('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()');
    expect(rows).toEqual([{ deadlocks: '0' }]);
  });

  it('sets right what somebody changed around it', async () => {
    const { db } = busy;
    await db.query('ALTER TABLE domain_events DISABLE TRIGGER domain_events_append_only');
    await db.query('CREATE OR REPLACE TRIGGER ledger_entries_keep_balance BEFORE INSERT ON ledger_entries FOR EACH ROW WHEN (false) EXECUTE FUNCTION ledger_keep_balance()');
    await db.query('DROP TRIGGER domain_events_to_outbox ON domain_events');
    await db.query('DROP INDEX ledger_postings_one_credit');
    await busy.restart();
    await db.query(`INSERT INTO domain_events (id, type, aggregate_type, aggregate_id, payload, actor, occurred_at) VALUES ('evt_right', 'x.y', 'x', '1', '{}', 'system:test', now())`);
    await expect(db.query(`UPDATE domain_events SET actor = 'eve'`)).rejects.toThrow('never changed or removed');
    const { rows } = await db.query<{ definition: string }>(`SELECT pg_get_triggerdef(oid) AS definition FROM pg_trigger WHERE tgname IN ('ledger_entries_keep_balance', 'domain_events_to_outbox')`);
    expect(rows).toHaveLength(2);
    for (const { definition } of rows) expect(definition).not.toContain('WHEN');
    expect((await db.query(`SELECT to_regclass('ledger_postings_one_credit') AS it`)).rows).toEqual([{ it: 'ledger_postings_one_credit' }]);
  });
});
