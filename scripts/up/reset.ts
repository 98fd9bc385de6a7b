import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { clearLeftovers } from '../postgres/leftovers.ts';
import { partsOf } from '../postgres/initialise.ts';
import { sentenceOf } from '../setup/failure.mjs';
import { postgresHome } from './database.ts';
import { endLeftovers } from './leftovers.ts';
import { pathsIn } from './paths.ts';
import { claimDataFolder } from './running.ts';
import { readUpSettings } from './settings.ts';

/** Removes the database and everything else that `up` keeps; never what it did not make. */
async function reset(): Promise<void> {
  const { dataDir } = readUpSettings();
  const paths = pathsIn(dataDir);
  const claim = claimDataFolder(paths);
  try {
    const home = postgresHome(dataDir);
    await endLeftovers(paths.children);
    await clearLeftovers(partsOf(home).data);
    const removed = [home, `${home}.partial`, paths.logs, paths.sandboxState, paths.objects, paths.children, paths.upFile].filter((entry) => existsSync(entry));
    for (const entry of removed) rmSync(entry, { recursive: true });
    // The folder that was made for the database alone goes with it.
    if (path.dirname(home) !== dataDir) rmSync(path.dirname(home), { recursive: true, force: true });
    console.log(removed.length === 0 ? 'There was nothing to remove.' : `Removed:\n${removed.map((entry) => `  ${entry}`).join('\n')}`);
  } finally {
    claim.release();
  }
}

try {
  await reset();
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}
