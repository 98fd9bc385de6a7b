import type { Import, SourceFile, Violation } from './source-tree.ts';
import { isTest } from './source-tree.ts';

/** What a file belongs to: `plugins/payments`, `src`, `config`, `sandbox`, … */
export const partOf = (path: string): string => /^plugins\/[^/]+/.exec(path)?.[0] ?? path.split('/')[0] ?? '';

const partImported = ({ specifier, target }: Import): string | undefined => {
  if (target !== undefined) return partOf(target);
  const alias = /^#([a-z]+)$/.exec(specifier)?.[1];
  return alias === undefined ? undefined : `plugins/${alias}`;
};

/** The parts that ship; the others drive or test them and may look anywhere. */
const isProduct = (part: string) => part.startsWith('plugins/') || ['src', 'config', 'database', 'sandbox'].includes(part);

/** What the composition root is made of: it knows the plugins, and no plugin knows it. */
const COMPOSITION: Readonly<Record<string, readonly string[]>> = { src: ['config', 'database'], database: ['config'], config: [] };

/** `src → plugins → kernel`. The sandbox is an outside service and knows nobody. */
function mayImport(part: string, other: string): boolean {
  if (part === other) return true;
  const below = COMPOSITION[part];
  if (below !== undefined) return other.startsWith('plugins/') || below.includes(other);
  return part.startsWith('plugins/') && part !== 'plugins/kernel' && other === 'plugins/kernel';
}

/** Who may import whom in the house. */
export const dependencyDirection = (files: readonly SourceFile[]): Violation[] =>
  files
    .filter(({ path }) => isProduct(partOf(path)))
    .flatMap((file) =>
      file.imports.flatMap((one) => {
        const other = partImported(one);
        // A test beside the code may use what the tests have in common.
        if (other === undefined || mayImport(partOf(file.path), other) || (isTest(file) && other === 'tests')) return [];
        return [{ file: file.path, message: `imports ${one.specifier} of ${other}; ${partOf(file.path)} may not know it` }];
      }),
    );

const CONTRACTS = /^plugins\/[^/]+\/server\/src\/contracts(\.ts)?$/;

/** What the pages of plugins share: components, hooks, formats. They are bundled for the browser and have no entry. */
const isSharedByPages = (file: string, target: string): boolean => /^plugins\/[^/]+\/admin\//.test(file) && target.startsWith('plugins/kernel/admin/');

const SERVER = /^(src|config|database|plugins)\/(?!messaging\/client\/)/;
/** A package of its own, which runs elsewhere. */
export const MESSAGING_CLIENT = /^plugins\/messaging\/client\//;

/** Packages that the shipped server needs must be among the dependencies: the image has no others. */
export const declaredPackages = (files: readonly SourceFile[], declared: readonly string[], part = SERVER): Violation[] =>
  files
    .filter((file) => !isTest(file) && part.test(file.path))
    .flatMap((file) =>
      file.imports
        .filter(({ specifier }) => !/^(\.|#|node:)/.test(specifier))
        .map(({ specifier, isTypeOnly }) => ({ name: /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier, isTypeOnly }))
        .filter(({ name, isTypeOnly }) => !isTypeOnly && !declared.includes(name))
        .map(({ name }) => ({ file: file.path, message: `imports ${name}, which is not among the dependencies of package.json` })),
    );

/** From outside, a plugin is its entry `#name` and its `contracts.ts`. */
export const entriesOnly = (files: readonly SourceFile[]): Violation[] =>
  files
    .filter(({ path }) => isProduct(partOf(path)))
    .flatMap((file) =>
      file.imports
        .filter(({ target }) => target?.startsWith('plugins/') === true && partOf(target) !== partOf(file.path) && !CONTRACTS.test(target) && !isSharedByPages(file.path, target))
        .map(({ specifier }) => ({ file: file.path, message: `reaches into a plugin with ${specifier}; import its entry, e.g. "#kernel", or its contracts` })),
    );

/** Groups of files that import each other in a circle. Types alone leave nothing behind at run time, so they do not count. */
export function cycles(files: readonly SourceFile[]): Violation[] {
  const edges = new Map(files.map((file) => [file.path, file.imports.filter(({ isTypeOnly }) => !isTypeOnly).flatMap(({ target }) => target ?? [])]));
  const state = new Map<string, 'open' | 'done'>();
  const found: Violation[] = [];
  const walk = (path: string, trail: readonly string[]) => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      const circle = [...trail.slice(trail.indexOf(path)), path];
      found.push({ file: path, message: `is part of a circle: ${circle.join(' → ')}` });
      return;
    }
    state.set(path, 'open');
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path]);
    state.set(path, 'done');
  };
  for (const { path } of files) walk(path, []);
  return found;
}
