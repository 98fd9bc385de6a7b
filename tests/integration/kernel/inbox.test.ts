import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { eventually, startServer, type TestServer } from '../../support/index.ts';
import type { RemoteModules } from '../../support/server.ts';

/** A provider whose messages say how they want to be handled; what was done is counted in the database. */
async function setup(strapi: Core.Strapi, { kernel: { kernel, sql } }: RemoteModules) {
  await strapi.db.connection.raw('CREATE TABLE IF NOT EXISTS done (name text)');
  await strapi.db.connection.raw('CREATE TABLE IF NOT EXISTS switches (name text PRIMARY KEY)');
  const handle = async ({ rawBody }: { rawBody: Buffer }) => {
    const { name, until } = JSON.parse(rawBody.toString()) as { name: string; until?: string };
    const isOpen = async () => (await sql(strapi).query('SELECT 1 FROM switches WHERE name = $1', [until])).length > 0;
    if (until?.startsWith('fails') && !(await isOpen())) throw new Error('not yet');
    while (until?.startsWith('waits') && !(await isOpen())) await new Promise((again) => setTimeout(again, 20));
    await sql(strapi).execute('INSERT INTO done (name) VALUES ($1)', [name]);
    return { state: 'processed' as const, note: 'noted' };
  };
  kernel(strapi).inbox.handle('testbank', handle);
  kernel(strapi).inbox.handle('slow post', handle, { atOnce: 2 });
}

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ setup });
});

const receive = (body: object, times = 1, provider = 'testbank') =>
  server.run(
    (strapi, args, { kernel: { kernel } }) =>
      Promise.all(
        Array.from({ length: args.times }, () =>
          kernel(strapi).inbox.receive({ provider: args.provider, eventType: 'test', subject: null, rawBody: Buffer.from(args.text), headers: {}, secretIndex: 0 }),
        ),
      ),
    { text: JSON.stringify(body), times, provider },
  );
interface Delivery {
  state: string;
  attempts: number;
  last_error: string | null;
}
const delivery = async (id: string) => (await server.db.query<Delivery>('SELECT state, attempts, last_error FROM inbox_deliveries WHERE message_id = $1', [id])).rows[0];
const becomes = (id: string, state: string) => eventually(async () => (await delivery(id))?.state === state, { timeoutMs: 15_000 });
const doneTimes = async (name: string) => (await server.db.query('SELECT 1 FROM done WHERE name = $1', [name])).rowCount;
const open = (name: string) => server.db.query('INSERT INTO switches VALUES ($1)', [name]);
const receiveOne = async (body: object) => (await receive(body))[0]?.id ?? '';

describe('a message from outside', () => {
  it('is stored encrypted, processed once, and an exact repeat is only counted', async () => {
    const id = await receiveOne({ name: 'first' });
    await becomes(id, 'processed');
    expect(await receive({ name: 'first' })).toEqual([{ id, isRepeat: true }]);
    expect(await doneTimes('first')).toBe(1);
    const { rows } = await server.db.query<{ body_sealed: Buffer }>('SELECT body_sealed FROM inbox_messages WHERE id = $1', [id]);
    expect(rows[0]?.body_sealed.includes('first')).toBe(false);
    const raw = await server.run(async (strapi, message, { kernel: { kernel } }) => (await kernel(strapi).inbox.rawBody(message))?.toString(), id);
    expect(raw).toBe('{"name":"first"}');
  });

  it('that comes two thousand times at once has one effect', async () => {
    const answers = await receive({ name: 'flood' }, 2_000);
    expect(answers.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
    const id = answers.find(({ isRepeat }) => !isRepeat)?.id ?? '';
    await becomes(id, 'processed');
    expect(await doneTimes('flood')).toBe(1);
    expect((await server.db.query('SELECT 1 FROM inbox_repeats WHERE message_id = $1', [id])).rowCount).toBe(1_999);
  });

  it('does not wait for those of a slow provider that is worked on apart, and these take turns', async () => {
    const slow = await Promise.all(Array.from({ length: 40 }, (_, n) => receive({ name: `slow ${n}`, until: 'waits-slow' }, 1, 'slow post')));
    const ids = slow.flat().map(({ id }) => id);
    const working = async () => (await server.db.query(`SELECT FROM inbox_deliveries WHERE message_id = ANY ($1) AND state = 'working'`, [ids])).rowCount;
    await eventually(async () => (await working()) === 2);
    await becomes(await receiveOne({ name: 'a payment' }), 'processed');
    expect(await working()).toBe(2);
    await open('waits-slow');
    await becomes(ids.at(-1) ?? '', 'processed');
  });

  it('is worked on again when the process died with it, after its lease', async () => {
    const id = await receiveOne({ name: 'crash', until: 'waits-crash' });
    await becomes(id, 'working');
    await server.kill();
    await server.restart();
    expect(await delivery(id)).toMatchObject({ state: 'working', attempts: 1 });
    await open('waits-crash');
    await server.db.query("UPDATE inbox_deliveries SET due_at = now() - interval '1 s' WHERE message_id = $1", [id]);
    await becomes(id, 'processed');
    expect([await doneTimes('crash'), (await delivery(id))?.attempts]).toEqual([1, 2]);
  });

  it('is settled by its latest holder only', async () => {
    const id = await receiveOne({ name: 'fenced', until: 'waits-fenced' });
    await becomes(id, 'working');
    // As if the lease had run out and another server had taken it.
    await server.db.query("UPDATE inbox_deliveries SET attempts = 2, due_at = now() + interval '1 h' WHERE message_id = $1", [id]);
    await open('waits-fenced');
    await eventually(async () => (await doneTimes('fenced')) === 1);
    await becomes(await receiveOne({ name: 'after-fenced' }), 'processed');
    expect(await delivery(id)).toMatchObject({ state: 'working', attempts: 2 });
  });

  it('that fails waits and tries again; that failed for good is dead until somebody replays it', async () => {
    const id = await receiveOne({ name: 'stubborn', until: 'fails-stubborn' });
    await eventually(async () => (await delivery(id))?.last_error === 'not yet');
    expect((await delivery(id))?.state).toBe('received');
    await server.db.query("UPDATE inbox_deliveries SET attempts = 12, due_at = now() - interval '1 s' WHERE message_id = $1", [id]);
    await becomes(id, 'dead');
    await open('fails-stubborn');
    const replay = (message: string) => server.run((strapi, one, { kernel: { kernel } }) => kernel(strapi).inbox.replay(one), message);
    expect(await replay(id)).toBe(true);
    await becomes(id, 'processed');
    expect(await doneTimes('stubborn')).toBe(1);
    expect(await replay('whk_of-nobody')).toBe(false);
  });

  it('is stored though another hangs, whose storing elsewhere is neither committed nor undone', async () => {
    const holder = await server.db.connect();
    const body = { name: 'hanging' };
    const digest = createHash('sha256').update(JSON.stringify(body)).digest();
    let hanging: ReturnType<typeof receive> | undefined;
    let beside: ReturnType<typeof receive> | undefined;
    try {
      await holder.query('BEGIN');
      await holder.query(`INSERT INTO inbox_deliveries (message_id, provider, body_sha256) VALUES ('whk_elsewhere', 'testbank', $1)`, [digest]);
      hanging = receive(body);
      const waits = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'transactionid'`;
      await eventually(async () => (await server.db.query(waits)).rowCount === 1);
      beside = receive({ name: 'beside-hanging' });
      await eventually(async () => (await doneTimes('beside-hanging')) === 1);
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
    for (const answer of [hanging, beside]) expect(await answer).toEqual([{ id: expect.stringMatching(/^whk_/) as string, isRepeat: false }]);
    await eventually(async () => (await doneTimes('hanging')) === 1);
  });
});
