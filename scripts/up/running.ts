import { existsSync, readFileSync } from 'node:fs';
import { Failure } from '../setup/failure.mjs';
import { tryLock } from '../setup/lock.mjs';
import type { DataPaths } from './paths.ts';
import type { UpReport } from './report.ts';

/** Makes sure that nothing else works on this data folder. @throws Failure that says where it runs */
export function claimDataFolder(paths: DataPaths): { release(): void } {
  const taken = tryLock(paths.lock);
  if ('release' in taken) return taken;
  const where = existsSync(paths.upFile) ? (JSON.parse(readFileSync(paths.upFile, 'utf8')) as UpReport).url : undefined;
  throw new Failure(
    where === undefined
      ? `Mangrove is starting or stopping here already (process ${taken.holder.pid}).`
      : `Mangrove runs here already: ${where} (process ${taken.holder.pid}). Stop that one with Ctrl-C first, or set DATA_DIR and the ports for a second one.`,
  );
}
