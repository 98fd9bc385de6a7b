import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { settings } from '../../config/env';
import { referencePages } from './pages';

const written = (file: string) => readFileSync(path.resolve('docs/reference', file), 'utf8');

/** The first cell of each row. */
const namesIn = (file: string): string[] => [...written(file).matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name ?? '').sort();

/** Every source of the server, to find declarations without loading them. */
const sources = ['src', 'plugins'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('admin/'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8')),
);
const declared = (pattern: RegExp) => sources.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name ?? ''));

describe.each(Object.keys(referencePages()))('docs/reference/%s', (file) => {
  it('is what the declarations say (run: npm run build && npm run docs:reference)', () => {
    expect(written(file)).toBe(referencePages()[file]);
  });
});

describe('the reference has everything that is declared and nothing else', () => {
  it('of errors', () => {
    expect(namesIn('errors.md')).toEqual(declared(/= defineError(?:<[\s\S]*?>)?\(\s*'([A-Z_]+)'/g).sort());
  });

  it('of events', () => {
    const keys = sources.flatMap((text) => text.split(/= defineEvents\(\{\n/).slice(1)).flatMap((body) => {
      const own = body.slice(0, body.search(/^\}\);/m));
      return [...own.matchAll(/^ {2}'([a-z_]+\.[a-z_]+)': \{/gm)].map(([, name]) => name ?? '');
    });
    expect(keys.length).toBeGreaterThan(0);
    expect(namesIn('events.md')).toEqual(keys.sort());
  });

  it('of routes', () => {
    const calls = declared(/= defineEndpoint\((\{)/g).length;
    expect(namesIn('routes.md')).toHaveLength(calls);
  });

  it('of socket events, both ways, and of what stands in a log', () => {
    const sent = declared(/^defineSocketEvent\(\{\n {2}name: '([a-z:]+)'/gm);
    const keysOf = (start: RegExp) => sources.flatMap((text) => text.split(start).slice(1)).flatMap((body) => [...body.slice(0, body.search(/^\} as const/m)).matchAll(/^ {2}'?([a-z_.:]+)'?: \{/gm)].map(([, name]) => name ?? ''));
    const heard = keysOf(/export const serverEvents = \{\n/);
    const logged = keysOf(/export const (?:room|ticket)EventTypes = \{\n/);
    expect([sent.length > 0, heard.length > 0, logged.length > 0]).toEqual([true, true, true]);
    expect(namesIn('realtime.md')).toEqual([...sent, ...heard, ...logged].sort());
  });

  it('of settings', () => {
    expect(namesIn('settings.md')).toEqual(Object.keys(settings).sort());
  });
});
