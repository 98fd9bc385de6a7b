import { run } from './command.mjs';
import { inRoot, pinnedNode } from './root.mjs';

/**
 * @typedef {object} CataloguedSetting
 * @property {string} name
 * @property {string} group
 * @property {string} description
 * @property {string} [development] What stands in for it outside production.
 * @property {string} [fallback] What stands in for it everywhere.
 * @property {boolean} isSecret
 * @property {boolean} isOptional Whether it may be absent altogether.
 */

/**
 * Every setting of the compiled server; see config/env/index.ts.
 * @returns {Promise<CataloguedSetting[]>}
 */
export async function settingsCatalogue() {
  const { PATH, HOME } = process.env;
  const printed = await run(pinnedNode, [inRoot('scripts', 'setup', 'settings-catalogue.cjs')], { failure: 'The settings cannot be listed.', env: { PATH, HOME } });
  return JSON.parse(printed);
}
