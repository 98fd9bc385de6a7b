import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inRoot, pinnedNode, root } from '../setup/root.mjs';
import type { Tally } from './checks.ts';

interface JestResults {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  /** Files that could not even be loaded. */
  numRuntimeErrorTestSuites: number;
  success: boolean;
  testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[];
}

/** Runs Jest on all projects; `args` are handed on, such as a pattern of file names. */
export async function runJest(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Tally> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mangrove-results-'));
  const outputFile = path.join(folder, 'results.json');
  try {
    const code = await jest(['--json', `--outputFile=${outputFile}`, ...args], env);
    if (!existsSync(outputFile)) {
      console.error(`Jest ended with ${code} and left no result.`);
      return { passed: 0, failed: 1 };
    }
    return tallyOf(JSON.parse(readFileSync(outputFile, 'utf8')) as JestResults, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function jest(args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(pinnedNode, ['--disable-warning=ExperimentalWarning', inRoot('node_modules', 'jest', 'bin', 'jest.js'), ...args], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'test', ...env },
      // --json prints the results; they are read from the file instead.
      stdio: ['inherit', 'ignore', 'inherit'],
    });
    // Ctrl-C reaches Jest as well; it stops its servers and PostgreSQL first.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function tallyOf(results: JestResults, code: number): Tally {
  const leftOut = results.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'pending' || status === 'todo' || status === 'skipped')
      .map(({ fullName }) => `  ${path.relative(root, name)}: ${fullName}`),
  );
  if (leftOut.length > 0) console.log(`${leftOut.length} left out, each for a reason that it states:\n${leftOut.join('\n')}`);
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  // A failing set-up or a bar on coverage fails the run without failing a test.
  return { passed: results.numPassedTests, failed: failed === 0 && (code !== 0 || !results.success) ? 1 : failed };
}
