import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { anchorsOf, capitalNames, markdownFiles, relativeLinks, scriptsNamed } from './markdown-files.ts';

const pages = markdownFiles();
const { scripts } = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8')) as { scripts: Record<string, string> };
const sourceOf = (file: string) => readFileSync(path.resolve(import.meta.dirname, '../..', file), 'utf8');

describe('the documentation', () => {
  it('is found', () => {
    expect(pages.map(({ name }) => name)).toEqual(expect.arrayContaining(['README.md', 'docs/start.md', 'plugins/payments/README.md']));
  });

  it.each(pages.map((page) => [page.name, page] as const))('%s links only to what exists', (_name, page) => {
    const broken = relativeLinks(page).filter(({ target, anchor }) => {
      const file = path.resolve(page.folder, target === '' ? path.basename(page.name) : target);
      if (!existsSync(file)) return true;
      return anchor !== undefined && file.endsWith('.md') && !anchorsOf(readFileSync(file, 'utf8')).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  it.each(pages.map((page) => [page.name, page] as const))('%s names only scripts that exist', (_name, page) => {
    expect(scriptsNamed(page).filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it.each(pages.filter(({ name }) => /^(README|docs\/(start|how-to|explain)|plugins)/.test(name)).map((page) => [page.name, page] as const))(
    '%s names only settings and error codes that exist',
    (_name, page) => {
      const known = ['docs/reference/settings.md', 'docs/reference/errors.md'].map(sourceOf).join('\n');
      expect(capitalNames(page).filter((name) => !new RegExp(`\\b${name}\\b`).test(known))).toEqual([]);
    },
  );

  it('can be reached from its first page', () => {
    const reached = new Set(['README.md']);
    for (const name of reached) {
      const page = pages.find((one) => one.name === name);
      for (const { target } of page ? relativeLinks(page) : []) if (target.endsWith('.md')) reached.add(path.normalize(path.join(path.dirname(name), target)));
    }
    const lost = pages.map(({ name }) => name).filter((name) => name.startsWith('docs/') && !reached.has(name));
    expect(lost).toEqual([]);
  });
});
