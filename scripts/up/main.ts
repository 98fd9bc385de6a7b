import { rmSync } from 'node:fs';
import { ensureBuilt } from '../setup/build.mjs';
import { diskFull, namingFullDisk, tellsOfFullDisk } from '../setup/disk.mjs';
import { sentenceOf } from '../setup/failure.mjs';
import { step } from '../setup/steps.mjs';
import { claimDataFolder } from './running.ts';
import { pathsIn } from './paths.ts';
import { readUpSettings } from './settings.ts';
import { startEverything } from './start.ts';
import { createStack, type Broken } from './stack.ts';
import { stopSignals } from './stop-signals.ts';

async function up(): Promise<number> {
  const startedMs = performance.now();
  const settings = readUpSettings();
  const paths = pathsIn(settings.dataDir);
  const inDataFolder = <T>(work: () => T | Promise<T>) => namingFullDisk(settings.dataDir, 'Mangrove cannot start.', work);
  const claim = await inDataFolder(() => claimDataFolder(paths));
  const stack = createStack(paths.children);
  const signals = stopSignals(() => stack.kill());
  try {
    const start = async () => {
      await ensureBuilt();
      return inDataFolder(() => startEverything(settings, paths, stack, startedMs));
    };
    // A start that was asked to stop fails on what is being stopped under it; that failure says nothing.
    const outcome = await Promise.race([start().then(() => 'ready' as const), signals.first]);
    const ending = outcome === 'ready' ? await Promise.race([signals.first, stack.broken]) : outcome;
    if (typeof ending === 'object') {
      console.error(`\n${obituary(ending)}`);
      return 1;
    }
    return 0;
  } finally {
    rmSync(paths.upFile, { force: true });
    await step('Stopping', () => stack.stop());
    claim.release();
  }
}

function obituary({ name, how, tail, folder }: Broken): string {
  if (tellsOfFullDisk(tail.join('\n'))) return diskFull(folder, `The ${name} ended by itself.`).message;
  return `The ${name} ended by itself (${how}).\n${tail.join('\n')}`;
}

try {
  process.exitCode = await up();
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}
// Whatever a broken start has left open must not hold the terminal.
process.exit();
