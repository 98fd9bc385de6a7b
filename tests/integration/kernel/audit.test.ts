import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { createTestDatabase, eventually, startServer, type ServerOptions, type TestServer } from '../../support/index.ts';

/** The development default of AUDIT_KEY. */
const AUDIT_KEY = 'ZGV2ZWxvcG1lbnQtYXVkaXQtaG1hYy1rZXktMDAwMDA=';
const OTHER_KEY = Buffer.alloc(32, 7).toString('base64');

type Database = Awaited<ReturnType<typeof createTestDatabase>>;

let database: Database;
let db: pg.Pool;
let folder: string;

/** Servers of the running test: a machine has no room for those of all tests at once. */
const servers: TestServer[] = [];
const start = async (options: ServerOptions) => {
  const server = await startServer(options);
  servers.push(server);
  return server;
};

const count = async (table: string) => Number((await db.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n);
const isSealed = () => eventually(async () => (await count('audit_unsealed')) === 0);

/** Lets the server write entries as a person of the staff would cause them. */
const write = (server: TestServer, from: number, many: number) =>
  server.run(
    (strapi, args, { kernel: { audit, requestContext, transaction } }) =>
      requestContext.run({ requestId: 'req_audit_test', actor: { type: 'staff', id: 'ada' } }, () =>
        transaction(strapi, async (tx) => {
          for (let n = args.from; n < args.from + args.many; n += 1) {
            await audit(tx, { action: 'payment.resolved', subject: { type: 'payment', id: `pay_${n}` }, data: { n, text: 'ünï "🙂"' } });
          }
        }),
      ),
    { from, many },
  );

/** Around the code: what somebody with all rights on the database can do. */
async function tamper(...statements: string[]) {
  const client = await db.connect();
  try {
    await client.query("BEGIN; SET LOCAL session_replication_role = 'replica'");
    for (const statement of statements) await client.query(statement);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

function run(args: string[], key = AUDIT_KEY): Promise<{ code: number; text: string }> {
  const cli = path.join(process.cwd(), 'dist/plugins/kernel/server/src/audit/cli.js');
  const env = { PATH: process.env.PATH, DATABASE_URL: database.url, AUDIT_KEY: key };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, text: err + out }),
    );
  });
}
const verify = (...args: string[]) => run(['verify', ...args]);

async function exported() {
  const file = path.join(folder, 'checkpoints.jsonl');
  await writeFile(file, (await run(['export'])).text);
  return file;
}

/** Six sealed entries of two passes, made once by a real server that is gone. */
let sixSealed: Database;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'audit-'));
  sixSealed = await createTestDatabase();
  const server = await startServer({ database: sixSealed.url });
  const waiting = () => server.run((strapi, _args, { kernel }) => kernel.sql(strapi).query('SELECT 1 FROM audit_unsealed'));
  for (const from of [1, 4]) {
    await write(server, from, 3);
    await eventually(async () => (await waiting()).length === 0);
  }
  await server.stop();
});
beforeEach(async () => {
  database = await createTestDatabase({ copyOf: sixSealed.name });
  db = new pg.Pool({ connectionString: database.url, max: 4 });
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  await db.end();
});
afterAll(() => rm(folder, { recursive: true }));

describe('an audit entry', () => {
  it('is stored with its act or not at all, carries actor and request, and is sealed within five seconds', async () => {
    const server = await start({ database: database.url });
    const failing = server.run((strapi, _args, { kernel: { audit, transaction } }) =>
      transaction(strapi, async (tx) => {
        await audit(tx, { action: 'payment.resolved', subject: { type: 'payment', id: 'pay_0' } });
        throw new Error('rolled back');
      }),
    );
    await expect(failing).rejects.toThrow('rolled back');
    expect(await count('audit_entries')).toBe(6);
    await write(server, 7, 1);
    await eventually(async () => (await count('audit_seals')) === 7, { timeoutMs: 5_000 });
    const { rows } = await db.query('SELECT actor, request_id, action, subject_id, data FROM audit_entries ORDER BY seq DESC LIMIT 1');
    expect(rows).toEqual([
      { actor: 'staff:ada', request_id: 'req_audit_test', action: 'payment.resolved', subject_id: 'pay_7', data: { n: 7, text: 'ünï "🙂"' } },
    ]);
    expect(await verify()).toMatchObject({ code: 0, text: expect.stringContaining('7 entries, 7 sealed, 0 not sealed yet') });
  });

  it('that commits after a later one was sealed is sealed too', async () => {
    const server = await start({ database: database.url });
    const client = await db.connect();
    await client.query('BEGIN');
    // Takes its number first and commits last.
    await client.query(
      `INSERT INTO audit_entries (id, action, subject_type, subject_id, data, actor, at, mac)
       SELECT 'aud_late', action, subject_type, subject_id, data, actor, at, mac FROM audit_entries WHERE seq = 1`,
    );
    await write(server, 7, 1);
    await eventually(async () => (await count('audit_seals')) === 7);
    await client.query('COMMIT');
    client.release();
    await eventually(async () => (await count('audit_seals')) === 8);
    const { rows } = await db.query('SELECT e.id FROM audit_seals s JOIN audit_entries e ON e.seq = s.entry_seq ORDER BY s.seq DESC LIMIT 1');
    expect(rows).toEqual([{ id: 'aud_late' }]);
  });

  it('is sealed once by several servers that write at the same time', async () => {
    const servers = await Promise.all([1, 2].map(() => start({ database: database.url })));
    await Promise.all(servers.flatMap((server, i) => [write(server, i * 1_000, 1_500), write(server, i * 5_000, 1_500)]));
    await eventually(async () => (await count('audit_seals')) === 6_006);
    expect(await verify()).toMatchObject({ code: 0, text: expect.stringContaining('6006 sealed') });
  });

  it('moves the signed head with every pass, and one signature an hour is kept and logged', async () => {
    const server = await start({ database: database.url });
    const stored = async () => (await db.query<{ count: string }>('SELECT count FROM audit_checkpoints ORDER BY count')).rows.map(({ count }) => count);
    const head = async () => (await db.query<{ count: string }>('SELECT count FROM audit_head')).rows[0]?.count;
    const pass = async (entry: number, advanceSeconds = 0) => {
      await server.run((_strapi, seconds, { kernel }) => kernel.clock.advanceSeconds(seconds), advanceSeconds);
      await write(server, entry, 1);
      await eventually(async () => (await head()) === String(entry));
    };
    expect([await stored(), await head()]).toEqual([['3'], '6']);
    await pass(7);
    await pass(8, 3_300);
    expect(await stored()).toEqual(['3']);
    await pass(9, 3_600);
    await pass(10);
    expect(await stored()).toEqual(['3', '9']);
    // A clock that goes back to the right time leaves a last one of the future; it must not stop the next.
    await pass(11, -6_900);
    expect(await stored()).toEqual(['3', '9', '11']);
    expect(server.logs().match(/Audit checkpoint \{"count":"\d+"/g)).toEqual(['Audit checkpoint {"count":"9"', 'Audit checkpoint {"count":"11"']);
    expect((await run(['export'])).text.match(/"count":"\d+"/g)).toEqual(['"count":"3"', '"count":"9"', '"count":"11"']);
    expect(await verify()).toMatchObject({ code: 0, text: expect.stringContaining('11 sealed, 0 not sealed yet, 3 checkpoints compared') });
  });

  it('refuses UPDATE, DELETE and TRUNCATE, and so do its seal and its checkpoint', async () => {
    for (const table of ['audit_entries', 'audit_seals', 'audit_checkpoints']) {
      const column = table === 'audit_entries' ? 'actor = actor' : table === 'audit_seals' ? 'hash = hash' : 'hmac = hmac';
      await expect(db.query(`UPDATE ${table} SET ${column}`)).rejects.toThrow('never changed or removed');
      await expect(db.query(`DELETE FROM ${table}`)).rejects.toThrow('never changed or removed');
      await expect(db.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('never changed or removed');
    }
    await expect(db.query('DELETE FROM audit_head')).rejects.toThrow('never changed or removed');
  });
});

describe('the verification finds', () => {
  const findsAfter = async (tampering: string[], sentence: string | RegExp, ...args: string[]) => {
    await tamper(...tampering);
    const { code, text } = await verify(...args);
    expect(text).toMatch(sentence);
    expect(code).toBe(1);
  };
  const idOf = async (seq: number) => String((await db.query<{ id: string }>('SELECT id FROM audit_entries WHERE seq = $1', [seq])).rows[0]?.id);

  it.each([
    ['action', "'payment.refunded'"],
    ['subject_type', "'user'"],
    ['subject_id', "'pay_9'"],
    ['data', `'{"n":3}'`],
    ['actor', "'staff:eve'"],
    ['request_id', 'NULL'],
    ['at', "at - interval '1 ms'"],
    ['id', "'aud_other'"],
  ])('an entry whose %s was edited, and names it', async (column, value) => {
    const name = column === 'id' ? 'aud_other' : await idOf(3);
    await findsAfter([`UPDATE audit_entries SET ${column} = ${value} WHERE seq = 3`], new RegExp(`The entry ${name} \\(seal 3\\) was edited`));
  });

  it('a deleted entry', async () => {
    await findsAfter(['DELETE FROM audit_entries WHERE seq = 2'], 'The entry number 2 (seal 2) was deleted.');
  });

  it('a deleted entry whose seal was deleted with it', async () => {
    await findsAfter(['DELETE FROM audit_entries WHERE seq = 2', 'DELETE FROM audit_seals WHERE seq = 2'], 'Seal 2 was removed from the chain.');
  });

  it('two entries that changed places', async () => {
    const columns = 'id, action, subject_type, subject_id, data, actor, request_id, at, mac';
    await findsAfter(
      [
        'CREATE TEMP TABLE two ON COMMIT DROP AS SELECT * FROM audit_entries WHERE seq IN (2, 3)',
        'DELETE FROM audit_entries WHERE seq IN (2, 3)',
        `INSERT INTO audit_entries (seq, ${columns}) OVERRIDING SYSTEM VALUE SELECT 5 - seq, ${columns} FROM two`,
      ],
      /The entry aud_\w+ \(seal 2\) stands at another place/,
    );
  });

  it('two seals that changed places', async () => {
    await findsAfter(
      ['UPDATE audit_seals SET seq = 100 WHERE seq = 2', 'UPDATE audit_seals SET seq = 2 WHERE seq = 3', 'UPDATE audit_seals SET seq = 3 WHERE seq = 100'],
      'Seal 2 does not follow the seal before it',
    );
  });

  it('an entry that was slipped in around the seals, and one that was made up and left to be sealed', async () => {
    const forged = (seq: number) =>
      `INSERT INTO audit_entries (seq, id, action, subject_type, subject_id, data, actor, at, mac) OVERRIDING SYSTEM VALUE
       SELECT ${seq}, 'aud_forged_${seq}', action, subject_type, subject_id, data, actor, at, mac FROM audit_entries WHERE seq = 1`;
    await tamper(forged(50));
    await db.query(forged(51));
    const server = await start({ database: database.url });
    await isSealed();
    expect(server.logs()).toContain('The audit entry aud_forged_51 was not written by this system');
    await findsAfter([], /aud_forged_51 \(seal 7\) was edited, or was never written/);
    await findsAfter([], /aud_forged_50 \(not sealed yet\) was edited, or was never written/);
  });

  it('a tail that was cut together with its seals', async () => {
    await findsAfter(['DELETE FROM audit_entries WHERE seq > 4', 'DELETE FROM audit_seals WHERE seq > 4'], 'the tail of the chain was cut');
  });

  it('a tail that was cut together with its seals and checkpoints, by the exported file', async () => {
    const file = await exported();
    await tamper('DELETE FROM audit_entries WHERE seq > 3', 'DELETE FROM audit_seals WHERE seq > 3', 'DELETE FROM audit_checkpoints WHERE count > 3', 'DELETE FROM audit_head');
    expect(await verify()).toMatchObject({ code: 0 });
    await findsAfter([], 'The exported checkpoint of', '--checkpoints', file);
  });

  it('checkpoints that were removed', async () => {
    await findsAfter(['DELETE FROM audit_head'], 'The last checkpoint covers 3 of 6 seals');
  });

  it('a chain that was computed anew after an edit, with checkpoints signed by a guessed key', async () => {
    const file = await exported();
    // Whoever holds the whole database and another key builds a chain that is right in itself.
    await tamper('DELETE FROM audit_checkpoints', 'DELETE FROM audit_head', 'DELETE FROM audit_seals', `UPDATE audit_entries SET actor = 'staff:eve' WHERE seq = 2`);
    await tamper('INSERT INTO audit_unsealed SELECT seq FROM audit_entries');
    const server = await start({ database: database.url, env: { AUDIT_KEY: OTHER_KEY } });
    await isSealed();
    await server.stop();
    await findsAfter([], /The entry aud_\w+ \(seal 2\) was edited/);
    await findsAfter([], 'has a wrong signature: it was forged or edited');
    await findsAfter([], /The exported checkpoint of .* ends in another hash than the chain/, '--checkpoints', file);
  });
});

describe('the verification', () => {
  it('reports the tail that is not sealed yet without calling it broken', async () => {
    // As if the process had died right after COMMIT: one seal less, one entry waiting.
    await db.query(
      `INSERT INTO audit_entries (id, action, subject_type, subject_id, data, actor, at, mac)
       SELECT id || 'x', action, subject_type, subject_id, data, actor, at, mac FROM audit_entries WHERE seq = 1`,
    );
    const { text } = await verify();
    expect(text).toContain('7 entries, 6 sealed, 1 not sealed yet');
  });

  it('tells a missing or malformed setting and a file without checkpoints in one sentence', async () => {
    expect(await run(['verify'], 'short')).toEqual({ code: 2, text: expect.stringContaining('expected 32 random bytes in base64') });
    await writeFile(path.join(folder, 'empty'), 'no checkpoint\n');
    expect(await verify('--checkpoints', path.join(folder, 'empty'))).toMatchObject({ code: 2, text: expect.stringContaining('line 1 holds no checkpoint') });
    expect(await run([])).toMatchObject({ code: 2, text: expect.stringContaining('audit verify') });
  });
});
