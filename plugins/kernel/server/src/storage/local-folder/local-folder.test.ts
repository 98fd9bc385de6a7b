import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describeObjectStore } from '../conformance';
import { localFolder } from './local-folder';

const newFolder = () => mkdtemp(path.join(tmpdir(), 'mangrove-objects-'));

describeObjectStore('local-folder', async () => {
  const folder = await newFolder();
  const file = path.join(folder, 'a-file');
  await writeFile(file, '');
  const store = localFolder({ folder: path.join(folder, 'objects') });
  return {
    store,
    keys: async () => (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name),
    // Below a file, where not even root can make a folder.
    impossible: { store: localFolder({ folder: path.join(file, 'below') }), says: `STORAGE_FOLDER is ${path.join(file, 'below')}, where this server cannot write` },
    stop: () => rm(folder, { recursive: true }),
  };
});

describe('a folder of objects', () => {
  it('loses what a put has left that died on the way when its key is erased', async () => {
    const folder = await newFolder();
    const store = localFolder({ folder });
    await store.put('obj_dead', Readable.from([Buffer.from('x')]));
    await writeFile(path.join(folder, 'ad', 'obj_dead.part'), 'half');
    await store.erase('obj_dead');
    expect(await readdir(path.join(folder, 'ad'))).toEqual([]);
    await rm(folder, { recursive: true });
  });
});
