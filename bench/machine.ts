import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Cluster } from './cluster.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const require = createRequire(import.meta.url);

const versionOf = (name: string) => (require(`${name}/package.json`) as { version: string }).version;
const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();

/** The commit that is measured, short, with a `+` when the tree holds more than it. */
export const commit = (): string => git('rev-parse', '--short=10', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+');

/** What the figures depend on beside the code. */
export const describeMachine = ({ version, durability }: Cluster) => ({
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGigabytes: Math.round(totalmem() / 1e9),
  system: `${type()} ${release()}`,
  loadAverageAtStart: loadavg()[0]?.toFixed(2) ?? 'unknown',
  pinning: 'none: servers, PostgreSQL and the load generator share all cores as the system schedules them',
  versions: {
    node: process.versions.node,
    postgres: version,
    strapi: versionOf('@strapi/strapi'),
    express: versionOf('express'),
    pg: versionOf('pg'),
    jsonwebtoken: versionOf('jsonwebtoken'),
  },
  postgresSettings: durability,
});

export type Machine = ReturnType<typeof describeMachine>;
