import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { PORT_SETTINGS } from '../../scripts/up/port-settings.ts';

interface CataloguedSetting {
  name: string;
  development?: string;
  fallback?: string;
  isSecret: boolean;
}

const catalogue = JSON.parse(execFileSync(process.execPath, ['scripts/setup/settings-catalogue.cjs'], { encoding: 'utf8' })) as CataloguedSetting[];

describe('the settings', () => {
  it('are those of .env.example', () => {
    execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/generate-env-example.ts', '--check'], { stdio: 'pipe' });
    const named = [...readFileSync('.env.example', 'utf8').matchAll(/^(?:# )?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(catalogue.map(({ name }) => name).toSorted());
  });

  it('give no key, password or salt that guards production a default there', () => {
    const withDefault = catalogue.filter(({ isSecret, fallback }) => isSecret && fallback !== undefined && fallback !== '').map(({ name }) => name);
    // The password of the demo people, who are never created in production.
    expect(withDefault).toEqual(['DEMO_PASSWORD']);
  });

  it('have the ports that `npm run up` reads by itself, with the same defaults', () => {
    const ports = Object.fromEntries(catalogue.filter(({ name }) => name in PORT_SETTINGS).map(({ name, fallback }) => [name, Number(fallback)]));
    expect(ports).toEqual(PORT_SETTINGS);
  });
});
