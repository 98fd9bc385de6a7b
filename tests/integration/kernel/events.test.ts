import type { Core } from '@strapi/strapi';
import { eventually, startServer, type TestServer } from '../../support/index.ts';
import type { RemoteModules } from '../../support/server.ts';

/** Readers that write down what they got; what `trouble` names fails as often as it says. */
async function setup(strapi: Core.Strapi, { kernel: { kernel, sql } }: RemoteModules) {
  await strapi.db.connection.raw('CREATE TABLE IF NOT EXISTS seen (n serial, reader text, id text, about text, event jsonb)');
  await strapi.db.connection.raw('CREATE TABLE IF NOT EXISTS trouble (reader text PRIMARY KEY, times int)');
  const see = async (reader: string, id: string, about: string, event: object) => {
    const failed = await sql(strapi).execute('UPDATE trouble SET times = times - 1 WHERE reader = $1 AND times > 0', [reader]);
    if (failed > 0) throw new Error(`${reader} is in trouble`);
    await sql(strapi).execute('INSERT INTO seen (reader, id, about, event) VALUES ($1, $2, $3, $4)', [reader, id, about, JSON.stringify(event)]);
  };
  const { events, jobs } = kernel(strapi);
  events.on('record.created', (event) => see('one', event.id, event.aggregateId, event), { name: 'one' });
  events.on('record.created', (event) => see('other', event.id, event.aggregateId, event), { name: 'other' });
  events.on('record.updated', (event) => see('ordered', event.id, event.aggregateId, event), { ordered: true });
  jobs.define('test.fragile', (data) => see('fragile', 'job', 'job', data), { retryLimit: 0 });
}

const append = (server: TestServer, type: 'record.created' | 'record.updated', about: string, many: number, fails = false) =>
  server.run(
    (strapi, args, { kernel: { appendEvent, requestContext, transaction } }) =>
      requestContext.run({ requestId: 'req_events_test', actor: { type: 'user', id: 'usr_1' } }, async () => {
        for (let n = 1; n <= args.many; n += 1) {
          await transaction(strapi, async (tx) => {
            const payload = { uid: 'api::test.test', documentId: args.about, fields: [`f${n}`] };
            await appendEvent(tx, args.type, { type: 'test', id: args.about }, payload);
            if (args.fails) throw new Error('rolled back');
          });
        }
      }),
    { type, about, many, fails },
  );

interface Seen {
  reader: string;
  id: string;
  event: { payload: { fields: string[] }; actor: string; requestId: string; aggregateId: string };
}
const seen = async (server: TestServer, about: string) => (await server.db.query<Seen>('SELECT reader, id, event FROM seen WHERE about = $1 ORDER BY n', [about])).rows;
const trouble = (server: TestServer, reader: string, times: number) =>
  server.db.query('INSERT INTO trouble VALUES ($1, $2) ON CONFLICT (reader) DO UPDATE SET times = $2', [reader, times]);

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ setup });
});

describe('an event', () => {
  it('reaches each of its readers once, as a value, with who caused it', async () => {
    await append(server, 'record.created', 'a', 1);
    const rows = await eventually(async () => {
      const found = await seen(server, 'a');
      return found.length === 2 && found;
    });
    expect(rows.map(({ reader }) => reader).sort()).toEqual(['one', 'other']);
    expect(rows[0]?.event).toMatchObject({ payload: { fields: ['f1'] }, actor: 'user:usr_1', requestId: 'req_events_test', aggregateId: 'a' });
  });

  it('of a transaction that was rolled back reaches nobody', async () => {
    await expect(append(server, 'record.created', 'b', 1, true)).rejects.toThrow('rolled back');
    await append(server, 'record.created', 'after-b', 1);
    await eventually(async () => (await seen(server, 'after-b')).length === 2);
    expect(await seen(server, 'b')).toEqual([]);
    expect((await server.db.query("SELECT 1 FROM domain_events WHERE aggregate_id = 'b'")).rowCount).toBe(0);
  });

  it('with a wrong payload stops its own transaction', async () => {
    const failing = server.run((strapi, _args, { kernel: { appendEvent, transaction } }) =>
      transaction(strapi, (tx) => appendEvent(tx, 'record.created', { type: 'test', id: 'c' }, { uid: 1 } as never)),
    );
    await expect(failing).rejects.toThrow('The payload of "record.created" is wrong');
  });

  it('comes again to a reader that failed', async () => {
    await trouble(server, 'one', 1);
    await append(server, 'record.created', 'd', 1);
    await eventually(async () => (await seen(server, 'd')).length === 2, { timeoutMs: 20_000 });
  });

  it('of one thing comes in order, even when the first of them failed', async () => {
    await trouble(server, 'ordered', 1);
    await append(server, 'record.updated', 'e', 5);
    await eventually(async () => (await seen(server, 'e')).length === 5, { timeoutMs: 30_000 });
    expect((await seen(server, 'e')).map(({ event }) => event.payload.fields[0])).toEqual(['f1', 'f2', 'f3', 'f4', 'f5']);
  });

  it('is handed over once by two servers on one database, and survives one that dies', async () => {
    const second = await startServer({ setup, database: server.databaseUrl });
    await Promise.all([append(server, 'record.created', 'f', 150), append(second, 'record.created', 'f', 150)]);
    await second.kill();
    // What the dead one had claimed comes again when its heartbeat is missed, so a reader may see an event twice: never less than once.
    await eventually(async () => new Set((await seen(server, 'f')).map(({ reader, id }) => reader + id)).size === 600, { timeoutMs: 55_000 });
    expect((await server.db.query('SELECT 1 FROM event_outbox')).rowCount).toBe(0);
    const { rows } = await server.db.query<{ jobs: string; distinct: string }>(
      `SELECT count(*) AS jobs, count(DISTINCT (name, data->>'id')) AS distinct FROM jobs.job WHERE name LIKE 'event.record.created.%' AND data->>'aggregateId' = 'f'`,
    );
    expect(rows[0]?.jobs).toBe(rows[0]?.distinct);
  });
});

describe('a job that failed for good', () => {
  it('lies among the dead letters and runs again on request', async () => {
    await trouble(server, 'fragile', 1);
    await server.run((strapi, _args, { kernel: { kernel, transaction } }) => transaction(strapi, (tx) => kernel(strapi).jobs.send(tx, 'test.fragile', { data: { n: 7 } })));
    const letters = () => server.run((strapi, _args, { kernel: { kernel } }) => kernel(strapi).jobs.deadLetters());
    const dead = await eventually(async () => {
      const found = await letters();
      return found.length > 0 && found;
    }, { timeoutMs: 20_000 });
    expect(dead).toEqual([expect.objectContaining({ queue: 'test.fragile', data: { n: 7 } })]);
    expect(await server.run((strapi, _args, { kernel: { kernel } }) => kernel(strapi).jobs.redrive())).toBe(1);
    await eventually(async () => (await seen(server, 'job')).length === 1, { timeoutMs: 20_000 });
    expect(await letters()).toEqual([]);
  });
});
