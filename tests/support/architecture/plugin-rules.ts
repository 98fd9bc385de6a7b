import type { Import, SourceFile, Violation } from './source-tree.ts';
import { isTest } from './source-tree.ts';

type Layer = 'edge' | 'services' | 'database' | 'domain' | 'adapters' | 'top';

const LAYERS: Readonly<Record<string, Layer>> = {
  controllers: 'edge',
  routes: 'edge',
  policies: 'edge',
  http: 'edge',
  services: 'services',
  jobs: 'services',
  database: 'database',
  domain: 'domain',
  gateways: 'adapters',
  verifiers: 'adapters',
  channels: 'adapters',
  mailboxes: 'adapters',
  filters: 'adapters',
  screeners: 'adapters',
  wire: 'domain',
  realtime: 'edge',
  events: 'edge',
};

/** What each layer may import inside its plugin. `top` is what lies beside the folders: contracts, errors, config, entry. */
const MAY_IMPORT: Readonly<Record<Layer, readonly Layer[]>> = {
  edge: ['edge', 'services', 'domain', 'top'],
  services: ['services', 'database', 'domain', 'adapters', 'top'],
  database: ['database', 'domain', 'top'],
  adapters: ['adapters', 'domain', 'top'],
  domain: ['domain', 'top'],
  top: ['top', 'edge', 'services', 'database', 'domain', 'adapters'],
};

/** The only files beside the folders that the layers may look at: the rest, such as the entry, knows the layers. */
const SHARED_AT_THE_TOP = /\/server\/src\/(contracts|(?:[a-z-]+-)?errors|config|events|permissions|types)(\.ts)?$/;

const inside = (path: string) => /^plugins\/([^/]+)\/server\/src\/(?:([^/]+)\/)?/.exec(path);

function layerOf(path: string): Layer {
  const folder = inside(path)?.[2];
  return (folder === undefined ? undefined : LAYERS[folder]) ?? 'top';
}

/** The kernel has no such layers: it is what they stand on. */
const isLayered = (file: SourceFile) => !isTest(file) && inside(file.path) !== null && inside(file.path)?.[1] !== 'kernel';

/** `controllers → services → domain`, adapters see the domain only. */
export const layers = (files: readonly SourceFile[]): Violation[] =>
  files.filter(isLayered).flatMap((file) => {
    const layer = layerOf(file.path);
    return file.imports.flatMap(({ target, specifier }) => {
      if (target === undefined || inside(target) === null) return [];
      const other = layerOf(target);
      const isAllowed = MAY_IMPORT[layer].includes(other) && (layer === 'top' || other !== 'top' || SHARED_AT_THE_TOP.test(target));
      return isAllowed ? [] : [{ file: file.path, message: `imports ${specifier}; ${layer} may not know ${other === 'top' ? 'that file' : other}` }];
    });
  });

/** Adapters stand apart: one never knows another, so that each can be taken out. */
export const adaptersApart = (files: readonly SourceFile[]): Violation[] =>
  files.filter(isLayered).flatMap((file) => {
    const own = adapterOf(file.path);
    if (own === undefined) return [];
    return file.imports
      .filter(({ target }) => target !== undefined && adapterOf(target) !== undefined && adapterOf(target) !== own)
      .map(({ specifier }) => ({ file: file.path, message: `imports ${specifier} of another adapter` }));
  });

const adapterOf = (path: string) => /^plugins\/[^/]+\/server\/src\/(?:gateways|verifiers|channels|mailboxes|filters|screeners)\/[^/]+(?=\/)/.exec(path)?.[0];

const OUTSIDE_WORLD = /^(node:)?(fs|net|tls|dns|http|https|http2|child_process|worker_threads|cluster|dgram|readline|os)(\/|$)|^(axios|pg|pg-boss|knex|ioredis|koa|nodemailer|socket\.io|engine\.io)(\/|$)|^@strapi\//;

/** The domain is pure: it decides, and others do. */
export const pureDomain = (files: readonly SourceFile[]): Violation[] =>
  files
    .filter((file) => !isTest(file) && /^plugins\/[^/]+\/server\/src\/(domain|wire)\//.test(file.path))
    .flatMap((file) =>
      file.imports
        .filter((one) => OUTSIDE_WORLD.test(one.specifier) && !isSchemaLibrary(one))
        .map(({ specifier }) => ({ file: file.path, message: `imports ${specifier}; the domain knows neither Strapi nor the outside world` })),
    );

/** zod, of which Strapi brings its own copy. */
const isSchemaLibrary = ({ specifier, names }: Import) => specifier === '@strapi/utils' && names.length > 0 && names.every((name) => name === 'z');
