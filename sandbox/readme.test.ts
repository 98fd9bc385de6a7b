import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiRoutes } from './paystack/api/index.ts';
import { controlRoutes } from './paystack/control/routes.ts';
import { testCards } from './paystack/transactions/test-cards.ts';
import { settingsSchema } from './settings.ts';

describe('the README of the sandbox', () => {
  const readme = readFileSync(join(process.cwd(), 'sandbox', 'README.md'), 'utf8');
  const named = (pattern: RegExp) => new Set([...readme.matchAll(pattern)].map(([, name]) => name ?? ''));

  it('names every route of the API and of the controls', () => {
    const paths = [...apiRoutes.map(({ path }) => path), ...controlRoutes.map(({ path }) => path.replace('/_control', ''))];
    expect(paths.filter((path) => !readme.includes(`${path}\``))).toEqual([]);
  });

  it('names every setting, and none that does not exist', () => {
    expect(named(/^\| `([A-Z_]+)` \|/gm)).toEqual(new Set(Object.keys(settingsSchema.shape)));
  });

  it('names every test card, and none that does not exist', () => {
    expect(named(/`(\d{16,19})`/g)).toEqual(new Set(testCards.map(({ number }) => number)));
  });
});
