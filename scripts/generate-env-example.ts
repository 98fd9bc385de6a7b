/** Writes `.env.example` from the settings of the compiled server; with `--check` it only says whether it is current. */
import { readFileSync, writeFileSync } from 'node:fs';
import { ensureBuilt } from './setup/build.mjs';
import { Failure, sentenceOf } from './setup/failure.mjs';
import { inRoot } from './setup/root.mjs';
import { settingsCatalogue, type CataloguedSetting } from './setup/settings-catalogue.mjs';

const file = inRoot('.env.example');

const HEADER = `# Every setting of Mangrove. Copy this file to .env and set what you need; nothing has to be set for \`npm run up\`.
# A line that is commented out shows what holds without it. Generated from config/env/index.ts by \`npm run docs:env\`.
`;

function entryOf({ name, description, development, fallback, isSecret, isOptional }: CataloguedSetting): string {
  const isRequired = fallback === undefined && !isOptional;
  const remarks = [description];
  if (isRequired) remarks.push('Production insists on it.');
  if (isRequired && isSecret && development !== undefined) remarks.push('In development a known value stands in.');
  if (!isRequired && development !== undefined && development !== fallback) remarks.push(`In development: ${development}`);
  const value = isRequired ? `${name}=` : `# ${name}=${isSecret ? '' : (fallback ?? '')}`;
  return `# ${remarks.join(' ')}\n${value}\n`;
}

export function envExample(catalogue: readonly CataloguedSetting[]): string {
  const groups = Map.groupBy(catalogue, ({ group }) => group);
  const sections = [...groups].map(([group, settings]) => `# --- ${group} ---\n\n${settings.map(entryOf).join('\n')}`);
  return [HEADER, ...sections].join('\n');
}

try {
  await ensureBuilt();
  const wanted = envExample(await settingsCatalogue());
  if (!process.argv.includes('--check')) writeFileSync(file, wanted);
  else if (readFileSync(file, 'utf8') !== wanted) throw new Failure('.env.example is not what config/env/index.ts says. Run `npm run docs:env`.');
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}
