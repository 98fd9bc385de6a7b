import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { chromium } from 'playwright-core';
import { run } from '../setup/command.mjs';
import { Failure } from '../setup/failure.mjs';
import { inRoot, pinnedNode } from '../setup/root.mjs';
import { step } from '../setup/steps.mjs';

/** Says where the browser is; read by the browser tests, and taken from the user where it is set already. */
export const BROWSER_VARIABLE = 'PLAYWRIGHT_CHROMIUM';
/** Says why there is none. */
export const MISSING_VARIABLE = 'MANGROVE_BROWSER_MISSING';

const ON_THE_SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const onTheSystem = () => ON_THE_SYSTEM.find((file) => existsSync(file));
const ofPlaywright = () => [chromium.executablePath()].find((file) => existsSync(file));

/** A browser that is there already: the one that was set by hand, else the system's, else Playwright's. */
export const findBrowser = (): string | undefined => process.env[BROWSER_VARIABLE] || onTheSystem() || ofPlaywright();

/**
 * The environment in which the browser tests find a browser. One is installed where that is possible; where it is not,
 * the tests fail and say what to install.
 */
export async function browserEnvironment(): Promise<Record<string, string>> {
  const wished = process.env[BROWSER_VARIABLE];
  if (wished !== undefined && wished !== '') {
    return existsSync(wished) ? { [BROWSER_VARIABLE]: wished } : { [MISSING_VARIABLE]: `${BROWSER_VARIABLE} is set to ${wished}, where there is no file.` };
  }
  const found = onTheSystem() ?? ofPlaywright();
  if (found !== undefined) return { [BROWSER_VARIABLE]: found };
  try {
    return { [BROWSER_VARIABLE]: await step('Installing a browser for the browser tests', install) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { [MISSING_VARIABLE]: error.message };
  }
}

async function install(note: (text: string) => void): Promise<string> {
  const attempts: string[] = [];
  note("Playwright's Chromium");
  try {
    await run(pinnedNode, [inRoot('node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'], { failure: 'It cannot be downloaded.' });
    const downloaded = ofPlaywright();
    if (downloaded !== undefined && canStart(downloaded)) return downloaded;
    attempts.push("Playwright's Chromium lacks libraries of the system");
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    attempts.push("Playwright's Chromium cannot be downloaded");
  }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    note("Debian's package chromium");
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    try {
      await run('apt-get', ['update', '-q'], { failure: 'The list of packages cannot be loaded.', env });
      await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { failure: 'The package cannot be installed.', env });
      const installed = onTheSystem();
      if (installed !== undefined) return installed;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      attempts.push("Debian's package chromium cannot be installed");
    }
  }
  throw new Failure(`No browser for the browser tests (${attempts.join('; ')}). Install Chromium, for example with \`sudo apt-get install chromium\`, or set ${BROWSER_VARIABLE} to the path of a Chrome or Chromium.`);
}

const canStart = (file: string) => spawnSync(file, ['--headless', '--no-sandbox', '--version'], { stdio: 'ignore' }).status === 0;
