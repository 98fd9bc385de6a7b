import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './command.mjs';
import { contentHash } from './content-hash.mjs';
import { namingFullDisk, requireFreeSpace } from './disk.mjs';
import { setupLock } from './install.mjs';
import { withLock } from './lock.mjs';
import { inRoot, pinnedNode, root } from './root.mjs';
import { settingsCatalogue } from './settings-catalogue.mjs';
import { step } from './steps.mjs';

const dist = inRoot('dist');
const adminOutput = path.join(dist, 'build');
const serverStamp = path.join(dist, '.server-hash');
const adminStamp = path.join(dist, '.admin-hash');
const NEEDED_MEBIBYTES = 500;

const isAdminFile = (/** @type {string} */ file) => /^src\/admin\/|^plugins\/[^/]+\/admin\//.test(file);
const isTest = (/** @type {string} */ file) => /\.test\.tsx?$/.test(file);
/** What both are made with. */
const common = ['package-lock.json', 'tsconfig.json', 'package.json'];

const serverHash = () =>
  contentHash([...common, 'config', 'database', 'plugins', 'src', 'types'], (file) => !isAdminFile(file) && !isTest(file) && !file.endsWith('.md'));
/** The pages of messaging speak through the module for clients. */
const isClientFile = (/** @type {string} */ file) => /^plugins\/[^/]+\/client\//.test(file);
/** The list of plugins decides which admin pages are bundled. */
const adminHash = () =>
  contentHash(['package-lock.json', 'config/plugins.ts', 'config/admin.ts', 'src/admin', 'plugins'], (file) => !isTest(file) && (isAdminFile(file) || isClientFile(file) || !file.startsWith('plugins/') || /^plugins\/[^/]+\/package\.json$/.test(file)));

const stampOf = (/** @type {string} */ file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const isServerFresh = () => existsSync(path.join(dist, 'src', 'index.js')) && stampOf(serverStamp) === serverHash();
const isAdminFresh = () => existsSync(path.join(adminOutput, 'index.html')) && stampOf(adminStamp) === adminHash();

/** Compiles the server and bundles the admin panel, each only when something that goes into it has changed. */
export async function ensureBuilt() {
  if (isServerFresh() && isAdminFresh()) return;
  const build = (/** @type {(text: string) => void} */ note) =>
    withLock(setupLock, (holder) => note(`waiting for process ${holder.pid}, which is installing or building`), async () => {
      await requireFreeSpace(dist, NEEDED_MEBIBYTES, 'Building');
      note('server');
      if (!isServerFresh()) await buildServer();
      if (!isAdminFresh()) {
        note('server and admin panel, about a minute');
        await buildAdmin();
        note('server and admin panel');
      }
    });
  await step('Building', (note) => namingFullDisk(root, 'The project cannot be built.', () => build(note)));
}

async function buildServer() {
  // Taken first: a file that changes while the compiler runs makes the next build stale, not this one wrongly fresh.
  const hash = serverHash();
  // What an older build left, such as the schema of a content type that is gone, would be loaded as well.
  for (const name of existsSync(dist) ? readdirSync(dist) : []) {
    if (name !== 'build' && name !== path.basename(adminStamp)) rmSync(path.join(dist, name), { recursive: true });
  }
  await run(pinnedNode, [inRoot('node_modules', 'typescript', 'bin', 'tsc'), '-p', inRoot('tsconfig.json')], { failure: 'The server does not compile.', writesTo: dist });
  writeFileSync(serverStamp, hash);
}

async function buildAdmin() {
  const hash = adminHash();
  rmSync(adminStamp, { force: true });
  await run(pinnedNode, [inRoot('node_modules', '@strapi', 'strapi', 'bin', 'strapi.js'), 'build'], {
    failure: 'The admin panel cannot be built.',
    env: await buildEnvironment(),
  });
  writeFileSync(adminStamp, hash);
}

/**
 * The bundle is made in production's way, but is the same for every installation: no setting of this one goes into it,
 * and those that production insists on are filled with stand-ins.
 */
async function buildEnvironment() {
  const standIns = (await settingsCatalogue()).flatMap(({ name, development }) => (development === undefined ? [] : [[name, development]]));
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
    ...Object.fromEntries(standIns),
    DATABASE_URL: 'postgres://nobody@127.0.0.1:5432/none',
    ENV_PATH: '/dev/null',
    STRAPI_TELEMETRY_DISABLED: 'true',
    NODE_ENV: 'production',
  };
}
