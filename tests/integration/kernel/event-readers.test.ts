import { execFile } from 'node:child_process';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { eventually, startServer, type TestServer } from '../../support/index.ts';
import type { RemoteModules } from '../../support/server.ts';

const READER = 'event.record.created.newer';
/** The lock that a pass of the relay holds. */
const RELAY_LOCK = 4_242_002;

/** What the newer code has and the older has not: a reader that writes down what it got. */
async function newerCode(strapi: Core.Strapi, { kernel: { kernel, sql } }: RemoteModules) {
  await strapi.db.connection.raw('CREATE TABLE IF NOT EXISTS seen (reader text, about text)');
  const see = async (about: string) => void (await sql(strapi).execute('INSERT INTO seen VALUES ($1, $2)', ['newer', about]));
  kernel(strapi).events.on('record.created', (event) => see(event.aggregateId), { name: 'newer' });
}

/** One more reader, of an event that nobody has read so far. */
async function newestCode(strapi: Core.Strapi, { kernel: { kernel, sql } }: RemoteModules) {
  await strapi.db.connection.raw('CREATE TABLE IF NOT EXISTS seen (reader text, about text)');
  const see = async (about: string) => void (await sql(strapi).execute('INSERT INTO seen VALUES ($1, $2)', ['newest', about]));
  kernel(strapi).events.on('record.updated', (event) => see(event.aggregateId), { name: 'newest' });
}

function codeThatChangedItsMind(strapi: Core.Strapi, { kernel: { kernel } }: RemoteModules) {
  kernel(strapi).events.on('record.created', () => Promise.resolve(), { name: 'newer', ordered: true });
}

let older: TestServer;
let newer: TestServer;
beforeAll(async () => {
  older = await startServer();
  newer = await startServer({ setup: newerCode, database: older.databaseUrl });
});

/** Stores an event on the server with the older code, which may hand it over as well. */
const append = (about: string, type: 'record.created' | 'record.updated' = 'record.created') =>
  older.run(
    (strapi, args, { kernel: { appendEvent, transaction } }) =>
      transaction(strapi, async (tx) => {
        await appendEvent(tx, args.type, { type: 'test', id: args.about }, { uid: 'api::test.test', documentId: args.about, fields: ['name'] });
      }),
    { about, type },
  );

const rows = async <Row extends object>(text: string, values: unknown[] = []) => (await older.db.query<Row>(text, values)).rows;
const isHandedOver = () => eventually(async () => (await rows('SELECT 1 FROM event_outbox')).length === 0);
const seen = async (about: string) => (await rows<{ reader: string }>('SELECT reader FROM seen WHERE about = $1', [about])).map(({ reader }) => reader);
const jobs = async (about: string) =>
  (await rows<{ state: string }>(`SELECT state FROM jobs.job WHERE name = $1 AND data->>'aggregateId' = $2`, [READER, about])).map(({ state }) => state);

function command(...args: string[]): Promise<{ code: number; text: string }> {
  const cli = path.join(process.cwd(), 'dist/plugins/kernel/server/src/events/cli.js');
  const env = { PATH: process.env.PATH, DATABASE_URL: older.databaseUrl };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { env }, (error, out, err) => resolve({ code: error ? Number(error.code) : 0, text: err + out }));
  });
}

describe('a reader that only newer code has', () => {
  it('gets what happened while only older code ran, once', async () => {
    await newer.stop();
    await append('a');
    await isHandedOver();
    expect(await jobs('a')).toEqual(['created']);
    expect(await seen('a')).toEqual([]);
    await newer.restart();
    await eventually(async () => (await jobs('a'))[0] === 'completed');
    // Whatever came a second time would come before this one.
    await append('after-a');
    await eventually(async () => (await seen('after-a')).length === 1);
    expect(await seen('a')).toEqual(['newer']);
    expect(await jobs('a')).toEqual(['completed']);
  });

  it('is registered when the pass of a relay under way has ended, and gets all that this pass did not take', async () => {
    const holder = await older.db.connect();
    const registered = () => rows('SELECT since FROM event_subscriptions WHERE queue = $1', ['event.record.updated.newest']);
    let starting: Promise<TestServer> | undefined;
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT pg_advisory_xact_lock($1)', [RELAY_LOCK]);
      await append('b', 'record.updated');
      starting = startServer({ setup: newestCode, database: older.databaseUrl });
      const waits = `SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database WHERE datname = current_database() AND objid = $1 AND NOT granted`;
      await eventually(async () => (await rows(waits, [RELAY_LOCK])).length === 1, { timeoutMs: 50_000 });
      expect(await registered()).toEqual([]);
    } finally {
      await holder.query('COMMIT');
      holder.release();
    }
    const newest = await starting;
    expect(await registered()).toHaveLength(1);
    await eventually(async () => (await seen('b')).length === 1);
    await newest.stop();
  });

  it('keeps its date when it starts again, and its jobs wait for it longer than any rollback lasts', async () => {
    const since = () => rows('SELECT since FROM event_subscriptions WHERE queue = $1', [READER]);
    const before = await since();
    await newer.restart();
    expect(before).toHaveLength(1);
    expect(await since()).toEqual(before);
    expect(await rows('SELECT retention_seconds AS seconds FROM jobs.queue WHERE name = $1', [READER])).toEqual([{ seconds: 90 * 86_400 }]);
  });

  it('is named, in one line, by older code that starts, and goes on getting events', async () => {
    await older.restart();
    const lines = older.logs().split('\n').filter((line) => line.includes(READER));
    expect(lines).toEqual([expect.stringContaining('run "npm run events:retire -- <queue>" for each')]);
    await append('c');
    await eventually(async () => (await seen('c')).length === 1);
  });

  it('gets nothing once it is retired, until code that declares it starts', async () => {
    await newer.stop();
    await append('d');
    await isHandedOver();
    expect(await command('retire', READER)).toMatchObject({ code: 0, text: expect.stringContaining('Pending jobs: 1.') });
    await append('e');
    await isHandedOver();
    expect([await jobs('d'), await jobs('e')]).toEqual([['created'], []]);
    expect((await command('readers')).text).toMatch(new RegExp(`^${READER} +retired \\S+Z  1 pending$`, 'm'));
    await newer.restart();
    await append('f');
    await eventually(async () => (await seen('f')).length === 1);
    await eventually(async () => (await seen('d')).length === 1);
    expect(await seen('e')).toEqual([]);
    expect((await command('readers')).text).toMatch(new RegExp(`^${READER} +since   \\S+Z  0 pending$`, 'm'));
  });
});

describe('who reads events', () => {
  it('stops the start of code that makes a known reader ordered, and asks for a new name', async () => {
    await expect(startServer({ setup: codeThatChangedItsMind, database: older.databaseUrl })).rejects.toThrow(
      `The queue "${READER}" exists as an unordered one, and the code now declares it ordered. A queue keeps its order for good: give it a new name`,
    );
    expect(await rows('SELECT is_ordered FROM event_subscriptions WHERE queue = $1', [READER])).toEqual([{ is_ordered: false }]);
  });

  it('is settled when the server has started', async () => {
    const late = older.run((strapi, _args, { kernel: { kernel } }) => kernel(strapi).events.on('record.created', () => Promise.resolve(), { name: 'late' }));
    await expect(late).rejects.toThrow('A reader of "record.created" is declared too late');
  });

  it('is never deleted, and only what is registered can be retired', async () => {
    await expect(older.db.query('DELETE FROM event_subscriptions')).rejects.toThrow('never changed or removed');
    expect(await command('retire', 'event.record.created.nobody')).toEqual({
      code: 1,
      text: 'There is no reader "event.record.created.nobody". "npm run events:readers" lists all of them.\n',
    });
    expect(await command('retire')).toMatchObject({ code: 2, text: expect.stringContaining('events retire <queue>') });
  });
});
