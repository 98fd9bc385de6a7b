import { readFileSync } from 'node:fs';
import path from 'node:path';
import { access } from './declaration';
import { accessReference } from './reference';

describe('docs/reference/access.md', () => {
  it('is what the declaration says (run: npm run docs:access)', () => {
    expect(readFileSync(path.resolve('docs/reference/access.md'), 'utf8')).toBe(accessReference(access));
  });

  it('has a line for every handler and every permission', () => {
    const page = accessReference(access);
    for (const name of [...access.api.keys(), ...access.staff.keys()]) expect(page).toContain(`| \`${name}\` |`);
  });
});
