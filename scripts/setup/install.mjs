import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './command.mjs';
import { namingFullDisk, requireFreeSpace } from './disk.mjs';
import { Failure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { inRoot, pinnedNode } from './root.mjs';
import { step } from './steps.mjs';

const stampFile = inRoot('node_modules', '.mangrove-install');
/** A complete node_modules takes about 800 MiB, npm's cache as much again while it unpacks. */
const NEEDED_MEBIBYTES = 1_500;

/** The packages that belong to this lock file, on this kind of machine. */
const wantedStamp = () =>
  createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');

/** npm unpacks into the one by way of the other, and its message does not say which of them is full. */
const WRITES_TO = `${inRoot('node_modules')} or npm's cache (npm config get cache)`;

/** Only one process at a time installs or builds; the others wait and find it done. */
export const setupLock = inRoot('.data', 'setup.lock');

const FAILURE = 'The packages cannot be installed.';

/** Installs the packages when they are missing or not those of `package-lock.json`. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  const install = (/** @type {(text: string) => void} */ note) =>
    withLock(setupLock, (holder) => note(`waiting for process ${holder.pid}, which is installing or building`), async () => {
      if (isInstalled()) return;
      await requireFreeSpace(inRoot('node_modules'), NEEDED_MEBIBYTES, 'Installing the packages');
      note('npm ci, a few minutes the first time');
      await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
        failure: FAILURE,
        writesTo: WRITES_TO,
        env: withoutProjectBinaries(),
      });
      note('');
      if (!existsSync(pinnedNode)) {
        throw new Failure('The packages are installed, but their install scripts did not run, so the pinned Node is missing. Allow scripts (npm config set ignore-scripts false) and run `npm rebuild`.');
      }
      writeFileSync(stampFile, wantedStamp());
    });
  await step('Installing packages', (note) => namingFullDisk(WRITES_TO, FAILURE, () => install(note)));
}

function isInstalled() {
  if (!existsSync(pinnedNode)) return false;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wantedStamp()) return true;
  if (!matchesLockFile()) return false;
  writeFileSync(stampFile, wantedStamp());
  return true;
}

/** Whether somebody has run `npm ci` or `npm install` by hand: npm writes down what it has installed, at its very end. */
function matchesLockFile() {
  const written = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(written)) return false;
  const installed = packagesOf(written);
  const wanted = packagesOf(inRoot('package-lock.json'));
  return (
    Object.keys(installed).every((name) => wanted[name]?.version === installed[name]?.version) &&
    Object.entries(wanted).every(([name, entry]) => name === '' || entry.optional === true || entry.peer === true || installed[name] !== undefined)
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, peer?: boolean } | undefined> & Record<string, { version?: string, optional?: boolean, peer?: boolean }>}
 */
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** `npm ci` removes node_modules, so npm must not run on the Node that lies inside it. */
function withoutProjectBinaries() {
  const PATH = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.endsWith(path.join('node_modules', '.bin')))
    .join(path.delimiter);
  return { ...process.env, PATH };
}
