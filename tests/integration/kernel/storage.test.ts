import { randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { eventually, startServer, type TestServer } from '../../support/index.ts';

const masterKeys = [randomBytes(32), randomBytes(32)].map((key) => key.toString('base64')) as [string, string];

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ env: { DATA_MASTER_KEY: masterKeys[0] } });
});

/** Stores a text and keeps it, as a plugin does. */
const put = (text: string, { subject, isKept = true }: { subject?: string; isKept?: boolean } = {}) =>
  server.run(
    async (strapi, args, { kernel: { kernel, transaction }, load }) => {
      const { Readable } = load<typeof import('node:stream')>('node:stream');
      const { objects } = kernel(strapi);
      const key = await objects.put(args.subject === undefined ? {} : { subject: args.subject }, Readable.from([Buffer.from(args.text)]));
      if (args.isKept) await transaction(strapi, (tx) => objects.keep(tx, key));
      return key;
    },
    { text, subject, isKept },
  );
const keep = (key: string) => server.run((strapi, wanted, { kernel: { kernel, transaction } }) => transaction(strapi, (tx) => kernel(strapi).objects.keep(tx, wanted)), key);
const forget = (subjects: string[]) => server.run((strapi, wanted, { kernel: { kernel, transaction } }) => transaction(strapi, (tx) => kernel(strapi).objects.forget(tx, wanted)), subjects);
/** The text of an object; null where there is none. */
const open = (key: string) =>
  server.run(
    async (strapi, wanted, { kernel: { kernel }, load }) => {
      const { text } = load<typeof import('node:stream/consumers')>('node:stream/consumers');
      const found = await kernel(strapi).objects.open(wanted);
      return found ? text(found) : null;
    },
    key,
  );
const files = async () => (await readdir(server.objectsFolder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);
const rows = async (key: string) => (await server.db.query('SELECT 1 FROM stored_objects WHERE key = $1 UNION ALL SELECT 1 FROM data_keys WHERE subject = $1', [key])).rowCount;
const isDue = (key: string) => server.db.query("UPDATE stored_objects SET erase_at = now() - interval '1 second' WHERE key = $1", [key]);
const gone = (key: string) => eventually(async () => (await rows(key)) === 0 && !(await files()).includes(key));

describe('a private file', () => {
  it('is given back as it was, and lies encrypted on the disk', async () => {
    const key = await put('The number of my passport');
    expect(await open(key)).toBe('The number of my passport');
    const [file] = (await readdir(server.objectsFolder, { recursive: true })).filter((name) => name.endsWith(key));
    const bytes = await (await import('node:fs/promises')).readFile(path.join(server.objectsFolder, file ?? ''));
    expect(bytes.includes('passport')).toBe(false);
  });

  it('that nobody keeps in time is erased with its row and its key', async () => {
    const key = await put('Half a story', { isKept: false });
    expect([await files(), await rows(key)]).toEqual([expect.arrayContaining([key]), 2]);
    await isDue(key);
    await gone(key);
    await expect(keep(key)).rejects.toThrow('was erased before it was kept');
  });

  it('of which a process that died has left a part is erased as well', async () => {
    const key = await put('x', { isKept: false });
    const folder = path.join(server.objectsFolder, key.slice(-2));
    await rm(path.join(folder, key));
    await writeFile(path.join(folder, `${key}.part`), 'half of it');
    await isDue(key);
    await gone(key);
    expect(await readdir(folder)).toEqual([]);
  });

  it('whose sender fails leaves nothing', async () => {
    const before = (await server.db.query<{ n: string }>('SELECT count(*) AS n FROM data_keys')).rows[0]?.n;
    await expect(
      server.run(async (strapi, _args, { kernel: { kernel }, load }) => {
        const { Readable } = load<typeof import('node:stream')>('node:stream');
        const cut = Readable.from((async function* () { yield Buffer.alloc(200_000); throw new Error('The sender is gone.'); })());
        await kernel(strapi).objects.put({}, cut);
      }),
    ).rejects.toThrow('The sender is gone.');
    await eventually(async () => (await server.db.query('SELECT 1 FROM stored_objects WHERE erase_at IS NOT NULL')).rowCount === 0);
    expect((await server.db.query<{ n: string }>('SELECT count(*) AS n FROM data_keys')).rows[0]?.n).toBe(before);
  });

  it('that is forgotten is unreadable at once, and gone soon', async () => {
    const [key, other] = [await put('Forget me'), await put('Keep me')];
    await forget([key]);
    expect(await open(key)).toBeNull();
    await gone(key);
    expect(await open(other)).toBe('Keep me');
  });

  it('goes with the others of its subject, and no one else’s', async () => {
    const subject = `usr_${'1'.repeat(26)}`;
    const [one, two, theirs] = [await put('one', { subject }), await put('two', { subject }), await put('three', { subject: `usr_${'2'.repeat(26)}` })];
    await isDue(two);
    await gone(two);
    expect(await open(one)).toBe('one');
    await forget([subject]);
    expect([await open(one), await open(theirs)]).toEqual([null, 'three']);
    await gone(one);
  });

  it('that was exchanged for another on the disk does not open', async () => {
    const { copyFile } = await import('node:fs/promises');
    const subject = `usr_${'3'.repeat(26)}`;
    const [one, two] = [await put('one', { subject }), await put('two', { subject })];
    await copyFile(path.join(server.objectsFolder, one.slice(-2), one), path.join(server.objectsFolder, two.slice(-2), two));
    await expect(open(two)).rejects.toThrow(`Chunk 0 of ${two} is not what was sealed there`);
  });

  it('that the store has lost is an outage, and is logged', async () => {
    const key = await put('x');
    await rm(path.join(server.objectsFolder, key.slice(-2), key));
    await expect(open(key)).rejects.toThrow('cannot answer right now');
    await eventually(() => server.logs().includes('The object store did not give an object'));
  });
});

describe('the database', () => {
  it('lets nobody remove or replace a key but by forgetting its subject', async () => {
    const key = await put('x');
    await expect(server.db.query('DELETE FROM data_keys WHERE subject = $1', [key])).rejects.toThrow('Data keys are rewrapped, or forgotten');
    await expect(server.db.query("UPDATE data_keys SET subject = 'other' WHERE subject = $1", [key])).rejects.toThrow('Data keys are rewrapped, or forgotten');
    await expect(server.db.query('TRUNCATE data_keys')).rejects.toThrow('never changed or removed');
    await expect(server.db.query("UPDATE stored_objects SET subject = 'other' WHERE key = $1", [key])).rejects.toThrow('never changes');
    await expect(server.db.query('TRUNCATE stored_objects CASCADE')).rejects.toThrow('never changed or removed');
    await expect(server.db.query("BEGIN; SELECT mangrove_forget(ARRAY['nobody']); DELETE FROM data_keys; COMMIT")).rejects.toThrow('Data keys are rewrapped, or forgotten');
    expect(await open(key)).toBe('x');
  });
});

describe('a master key that is replaced', () => {
  const rewrap = (env: Record<string, string>) => promisify(execFile)(process.execPath, ['dist/plugins/kernel/server/src/sealing/cli.js', 'rewrap'], { env: { PATH: process.env.PATH, DATABASE_URL: server.databaseUrl, ...env } });
  const wrappings = async () => (await server.db.query<{ wrapped_with: string }>('SELECT DISTINCT wrapped_with FROM data_keys')).rows.length;

  it('still opens what it wrapped, until all is rewrapped; files are not touched', async () => {
    const before = await put('From before');
    const webhook = await server.run((strapi, _args, { kernel: { kernel } }) => kernel(strapi).inbox.receive({ provider: 'x', eventType: 'x', subject: null, rawBody: Buffer.from('raw'), headers: {}, secretIndex: 0 }));
    await server.restart({ DATA_MASTER_KEY: masterKeys[1], DATA_PREVIOUS_MASTER_KEYS: masterKeys[0] });
    const after = await put('From after');
    expect([await open(before), await open(after), await wrappings()]).toEqual(['From before', 'From after', 2]);

    const { stdout } = await rewrap({ DATA_MASTER_KEY: masterKeys[1], DATA_PREVIOUS_MASTER_KEYS: masterKeys[0] });
    expect(stdout).toMatch(/✓ \d+ keys of subjects and 1 of webhooks are wrapped/);
    expect((await rewrap({ DATA_MASTER_KEY: masterKeys[1], DATA_PREVIOUS_MASTER_KEYS: masterKeys[0] })).stdout).toContain('✓ 0 keys of subjects and 0 of webhooks');
    expect(await wrappings()).toBe(1);

    await server.restart({ DATA_MASTER_KEY: masterKeys[1], DATA_PREVIOUS_MASTER_KEYS: '' });
    expect([await open(before), await open(after)]).toEqual(['From before', 'From after']);
    expect(await server.run(async (strapi, id, { kernel: { kernel } }) => (await kernel(strapi).inbox.rawBody(id))?.toString(), webhook.id)).toBe('raw');
  });

  it('and is not among the settings any more is missed, by the file and by the command', async () => {
    const key = await put('x');
    await server.restart({ DATA_MASTER_KEY: masterKeys[0], DATA_PREVIOUS_MASTER_KEYS: '' });
    await expect(open(key)).rejects.toThrow('which is not among the settings');
    await expect(rewrap({ DATA_MASTER_KEY: masterKeys[0] })).rejects.toThrow('which is not among the settings');
    await server.restart({ DATA_MASTER_KEY: masterKeys[1] });
    expect(await open(key)).toBe('x');
  });
});

describe('a server', () => {
  it.each([
    [{ STORAGE_FOLDER: '/dev/null/objects' }, 'STORAGE_FOLDER is /dev/null/objects, where this server cannot write'],
    [{ STORAGE_STORE: 's3' }, 'STORAGE_S3_BUCKET: found nothing; expected the name of a bucket, because STORAGE_STORE is "s3"'],
    [{ STORAGE_STORE: 'tape' }, 'STORAGE_STORE: found "tape"; expected "local-folder" or "s3"'],
    [{ DATA_PREVIOUS_MASTER_KEYS: 'short' }, 'DATA_PREVIOUS_MASTER_KEYS: found a value of 5 characters; expected keys of 32 random bytes'],
  ])('does not start with %p, and says why', async (env, sentence) => {
    await expect(startServer({ env })).rejects.toThrow(sentence);
  });
});
