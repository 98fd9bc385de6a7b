import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { startCluster } from '../../scripts/postgres/cluster.ts';
import { ensureDatabase } from '../../scripts/postgres/databases.ts';
import { run } from '../../scripts/setup/command.mjs';
import { namingFullDisk } from '../../scripts/setup/disk.mjs';
import { createDataFolder, runToEnd } from './up-process.ts';

jest.setTimeout(150_000);

/** Every write to it fails as on a full disk, for root as for everybody. Linux has it, macOS has not. */
const FULL = '/dev/full';
const onLinux = existsSync(FULL) ? it : it.skip;

const refusal = async (dataDir: string, env: Record<string, string> = {}) => {
  const { code, output } = await runToEnd(dataDir, env);
  expect(code).toBe(1);
  expect(output).not.toMatch(/^\s+at .*:\d+:\d+/m);
  // The steps, and then one sentence; nothing of what the programs printed.
  return output.split('\n').filter((line) => line !== '' && !/^[✓✗…]/.test(line));
};

/** A PostgreSQL that has been used before; `prepare` is given its database. */
async function usedBefore(dataDir: string, prepare: (database: pg.Client) => Promise<unknown>) {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const cluster = await startCluster({ home: path.join(dataDir, 'postgres'), port: 0 });
  await ensureDatabase(cluster.url('postgres'), 'mangrove');
  const client = new pg.Client(cluster.url('mangrove'));
  await client.connect();
  await prepare(client);
  await client.end();
  return cluster;
}

/** PostgreSQL's own words and code for it, from the first table that is to be created. */
const noRoomForTables = (database: pg.Client) =>
  database.query(`
    create function no_room() returns event_trigger language plpgsql as $$
      begin raise exception using errcode = 'disk_full', message = 'could not extend file "base/5/1259": No space left on device'; end $$;
    create event trigger no_room on ddl_command_start when tag in ('CREATE TABLE') execute function no_room();
  `);

describe('a full disk is one sentence that names the folder', () => {
  onLinux('when PostgreSQL cannot start', async () => {
    const dataDir = createDataFolder();
    await (await usedBefore(dataDir, async () => undefined)).stop();
    const options = path.join(dataDir, 'postgres', 'data', 'postmaster.opts');
    rmSync(options);
    symlinkSync(FULL, options);

    expect(await refusal(dataDir)).toEqual([
      `The disk is full below ${dataDir}/postgres. PostgreSQL cannot start. Make room and run the same command again: it goes on where it stopped.`,
    ]);
    expect(existsSync(path.join(dataDir, 'up.lock'))).toBe(false);
  });

  it('when the database has no room for what the server migrates, its own PostgreSQL or another', async () => {
    const dataDir = createDataFolder();
    const cluster = await usedBefore(dataDir, noRoomForTables);
    const elsewhere = createDataFolder();
    expect(await refusal(elsewhere, { DATABASE_URL: cluster.url('mangrove') })).toEqual([
      expect.stringMatching(/^The disk is full below the data folder of the PostgreSQL that DATABASE_URL leads to\. The server cannot start\./),
    ]);
    await cluster.stop();
    expect(await refusal(dataDir)).toEqual([expect.stringContaining(`The disk is full below ${dataDir}/postgres. The server cannot start.`)]);
  });

  onLinux('when a command has none, such as npm or the compiler', async () => {
    const command = run('dd', ['if=/dev/zero', `of=${FULL}`, 'bs=1', 'count=1'], { failure: 'The admin panel cannot be built.', writesTo: '/somewhere/dist' });
    await expect(command).rejects.toMatchObject({ name: 'Failure', message: expect.stringMatching(/^The disk is full below \/somewhere\/dist\. The admin panel cannot be built\./) as string });
  });

  onLinux('when a script itself has none, whose error from the system names no folder', async () => {
    await expect(namingFullDisk('/somewhere/data', 'Mangrove cannot start.', () => writeFileSync(FULL, 'x'))).rejects.toMatchObject({
      name: 'Failure',
      message: expect.stringMatching(/^The disk is full below \/somewhere\/data\. Mangrove cannot start\./) as string,
    });
  });
});
