import { createTestDatabase, startServer } from '../../support/index.ts';

describe('an empty database', () => {
  it('is prepared by one of three servers that start on it together, and then serves all of them', async () => {
    const database = await createTestDatabase('empty');
    const servers = await Promise.all([1, 2, 3].map(() => startServer({ database: database.url })));
    for (const server of servers) expect((await server.http.get('/health/ready')).status).toBe(200);
    expect(servers.some((server) => server.logs().includes('Another instance is preparing the database'))).toBe(true);
    const { rows } = (await servers[0]?.db.query<{ times: string }>('SELECT max(times) AS times FROM (SELECT count(*) AS times FROM strapi_migrations_internal GROUP BY name) m')) ?? { rows: [] };
    expect(rows).toEqual([{ times: '1' }]);
  });
});

describe('the database', () => {
  it('refuses to change or remove what is only ever added to', async () => {
    const { db } = await startServer();
    await db.query(`INSERT INTO domain_events (id, type, aggregate_type, aggregate_id, payload, actor, occurred_at) VALUES ('evt_1', 'x.y', 'x', '1', '{}', 'system:test', now())`);
    await db.query(`INSERT INTO inbox_messages VALUES ('whk_1', 'x', 'x', NULL, '', '', '{}', 0, now())`);
    await db.query(`INSERT INTO inbox_repeats VALUES ('whk_1', now())`);
    for (const [table, column] of [['domain_events', 'actor'], ['inbox_messages', 'provider'], ['inbox_repeats', 'message_id']]) {
      await expect(db.query(`UPDATE ${table} SET ${column} = 'eve'`)).rejects.toMatchObject({ code: '23001' });
      await expect(db.query(`DELETE FROM ${table}`)).rejects.toMatchObject({ code: '23001' });
      await expect(db.query(`TRUNCATE ${table} CASCADE`)).rejects.toMatchObject({ code: '23001' });
    }
  });

  it('puts an event that somebody stores by hand into the outbox, too', async () => {
    const { db } = await startServer();
    const client = await db.connect();
    try {
      await client.query('BEGIN');
      const insert = `INSERT INTO domain_events (id, type, aggregate_type, aggregate_id, payload, actor, occurred_at) VALUES ('evt_2', 'x.y', 'x', '1', '{}', 'system:test', now()) RETURNING seq`;
      const { rows } = await client.query<{ seq: string }>(insert);
      expect((await client.query('SELECT seq FROM event_outbox WHERE seq = $1', [rows[0]?.seq])).rows).toEqual(rows);
      await client.query('ROLLBACK');
    } finally {
      client.release();
    }
  });
});
