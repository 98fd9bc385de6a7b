import { rmSync } from 'node:fs';
import { ensureBuilt } from '../setup/build.mjs';
import { sentenceOf } from '../setup/failure.mjs';
import { step } from '../setup/steps.mjs';
import { claimDataFolder } from './running.ts';
import { pathsIn } from './paths.ts';
import { readUpSettings } from './settings.ts';
import { startEverything } from './start.ts';
import { createStack } from './stack.ts';
import { stopSignals } from './stop-signals.ts';

async function up(): Promise<number> {
  const startedMs = performance.now();
  const settings = readUpSettings();
  const paths = pathsIn(settings.dataDir);
  const claim = claimDataFolder(paths);
  const stack = createStack(paths.children);
  const signals = stopSignals(() => stack.kill());
  try {
    const start = async () => {
      await ensureBuilt();
      return startEverything(settings, paths, stack, startedMs);
    };
    // A start that was asked to stop fails on what is being stopped under it; that failure says nothing.
    const outcome = await Promise.race([start().then(() => 'ready' as const), signals.first]);
    const ending = outcome === 'ready' ? await Promise.race([signals.first, stack.broken]) : outcome;
    if (typeof ending === 'object') {
      console.error(`\nThe ${ending.name} ended by itself (${ending.how}).\n${ending.tail.join('\n')}`);
      return 1;
    }
    return 0;
  } finally {
    rmSync(paths.upFile, { force: true });
    await step('Stopping', () => stack.stop());
    claim.release();
  }
}

try {
  process.exitCode = await up();
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}
// Whatever a broken start has left open must not hold the terminal.
process.exit();
