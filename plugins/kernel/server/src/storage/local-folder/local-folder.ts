import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { assertObjectKey, ObjectMissing, type ObjectStore } from '../object-store';
import { isMissing, syncFolder } from './sync-folder';

export const LOCAL_FOLDER = 'local-folder';

/** For the server's own account alone. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** Keeps objects as files of one folder. Several servers may share it, where their file system does. */
export function localFolder({ folder }: { folder: string }): ObjectStore {
  const root = path.resolve(folder);

  /** Spread over 1,024 folders by the key's random end: no file system likes millions of files in one. */
  const placeOf = (key: string) => {
    assertObjectKey(key);
    const within = path.join(root, key.slice(-2));
    return { within, file: path.join(within, key), unfinished: path.join(within, `${key}.part`) };
  };

  return {
    code: LOCAL_FOLDER,

    async check() {
      const probe = path.join(root, `.probe-${process.pid}`);
      try {
        await mkdir(root, { recursive: true, mode: FOLDER_MODE });
        await (await open(probe, 'w', FILE_MODE)).close();
        await rm(probe);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`STORAGE_FOLDER is ${root}, where this server cannot write (${reason}). Name a folder that its account may write to, on a disk that outlives the process.`, { cause });
      }
    },

    async put(key, bytes) {
      const { within, file, unfinished } = placeOf(key);
      try {
        if ((await mkdir(within, { recursive: true, mode: FOLDER_MODE })) !== undefined) await syncFolder(root);
        const handle = await open(unfinished, 'w', FILE_MODE);
        try {
          // An iterable, which is written piece by piece.
          await handle.writeFile(bytes);
          await handle.sync();
        } finally {
          await handle.close();
        }
        // Nobody ever sees half a file under its name, and after the last line a power cut takes neither away.
        await rename(unfinished, file);
        await syncFolder(within);
      } catch (error) {
        bytes.destroy();
        await rm(unfinished, { force: true });
        throw error;
      }
    },

    async get(key) {
      const { file } = placeOf(key);
      try {
        const handle = await open(file, 'r');
        return createReadStream(file, { fd: handle });
      } catch (error) {
        throw isMissing(error) ? new ObjectMissing(LOCAL_FOLDER, key, error) : error;
      }
    },

    async head(key) {
      try {
        return { sizeBytes: (await stat(placeOf(key).file)).size };
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },

    async erase(key) {
      const { within, file, unfinished } = placeOf(key);
      await rm(file, { force: true });
      await rm(unfinished, { force: true });
      // Else a power cut could bring the file back, of which nobody would know any more.
      await syncFolder(within);
    },
  };
}
