import { spawn } from 'node:child_process';
import { diskFull, tellsOfFullDisk } from './disk.mjs';
import { Failure } from './failure.mjs';
import { root } from './root.mjs';

/** How much of a command's output is shown when it fails. */
const LINES_SHOWN = 40;

/**
 * Runs a command quietly.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} options
 * @param {string} options.failure The sentence when it ends with an error; the end of its output follows.
 * @param {string} [options.writesTo] Where it writes, named when the disk is full there.
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {(line: string) => void} [options.onLine]
 * @returns {Promise<string>} All that it printed.
 * @throws {Failure} when it cannot be started or ends with another code than 0
 */
export function run(command, args, { failure, writesTo = root, env = process.env, onLine }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (/** @type {Buffer} */ chunk) => {
      const text = chunk.toString('utf8');
      output += text;
      for (const line of text.split('\n')) if (line.trim() !== '') onLine?.(line.trim());
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', (error) => reject(new Failure(`${failure} The command "${command}" cannot be started: ${error.message}.`)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output);
      else if (tellsOfFullDisk(output)) reject(diskFull(writesTo, failure));
      else {
        const tail = output.trimEnd().split('\n').slice(-LINES_SHOWN).join('\n');
        const stuck = signal === 'SIGKILL' ? ' It was killed, most likely because memory ran out.' : '';
        reject(new Failure(`${failure}${stuck}\n${tail}`));
      }
    });
  });
}
