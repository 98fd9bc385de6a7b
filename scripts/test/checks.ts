import { existsSync } from 'node:fs';
import { run } from '../setup/command.mjs';
import { inRoot, pinnedNode } from '../setup/root.mjs';
import { step } from '../setup/steps.mjs';
import { sentenceOf } from '../setup/failure.mjs';

export interface Tally {
  passed: number;
  failed: number;
}

/** The parts of the project that are typed each in their own way, and the settings that say how. */
const PROJECTS = { server: 'tsconfig.json', 'admin panel': 'src/admin/tsconfig.json', sandbox: 'sandbox/tsconfig.json', 'messaging client': 'plugins/messaging/client/tsconfig.json', 'tools and tests': 'tsconfig.tools.json' };

/** Types and lint. Each part counts as one test; all are run, so that one look shows everything that is wrong. */
export async function runChecks(): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0 };
  const check = async (title: string, script: string, args: string[]) => {
    try {
      await step(title, () => run(pinnedNode, [inRoot('node_modules', script), ...args], { failure: `${title}: not as it should be.` }));
      tally.passed += 1;
    } catch (error) {
      console.error(sentenceOf(error));
      tally.failed += 1;
    }
  };
  for (const [part, config] of Object.entries(PROJECTS)) {
    if (existsSync(inRoot(config))) await check(`Types of the ${part}`, 'typescript/bin/tsc', ['-p', inRoot(config), '--noEmit']);
  }
  await check('Lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0', '--cache', '--cache-location', 'node_modules/.cache/eslint/']);
  return tally;
}
