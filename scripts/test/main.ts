import { ensureBuilt } from '../setup/build.mjs';
import { sentenceOf } from '../setup/failure.mjs';
import { browserEnvironment } from './browser.ts';
import { runChecks, type Tally } from './checks.ts';
import { runJest } from './jest.ts';

/** `npm test` runs everything; `npm test -- <pattern>` only what Jest finds for the pattern. */
const args = process.argv.slice(2);
const tallies: Tally[] = [];

try {
  if (args.length === 0) tallies.push(await runChecks());
  else console.log('Types and lint run without a pattern only.');
  await ensureBuilt();
  tallies.push(await runJest(args, await browserEnvironment()));
} catch (error) {
  console.error(sentenceOf(error));
  tallies.push({ passed: 0, failed: 1 });
}

const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
