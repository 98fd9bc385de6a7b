import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { pinnedNode, root } from './root.mjs';

/** @type {readonly NodeJS.Signals[]} */
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Goes on with a script on the pinned Node, where TypeScript runs as it is. Signals are handed on, and the script
 * notices through the closed channel when this process is killed.
 *
 * @param {string} script
 * @param {readonly string[]} args
 * @returns {Promise<number>} The exit code.
 */
export function continueOnPinnedNode(script, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(pinnedNode, ['--disable-warning=ExperimentalWarning', script, ...args], {
      cwd: root,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    for (const signal of FORWARDED) process.on(signal, () => child.kill(signal));
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
