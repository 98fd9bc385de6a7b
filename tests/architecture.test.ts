import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cycles, declaredPackages, dependencyDirection, entriesOnly, MESSAGING_CLIENT } from './support/architecture/house-rules.ts';
import { adaptersApart, layers, pureDomain } from './support/architecture/plugin-rules.ts';
import { readSourceTree, type SourceFile, type Violation } from './support/architecture/source-tree.ts';
import { names, noEscapes, sizes } from './support/architecture/style-rules.ts';

const said = (violations: readonly Violation[]) => violations.map(({ file, message }) => `${file} ${message}`);

describe('this project', () => {
  const files = readSourceTree(process.cwd());

  it('is all there', () => {
    expect(files.length).toBeGreaterThan(50);
  });

  it.each<[string, (files: readonly SourceFile[]) => Violation[]]>([
    ['lets src know plugins, plugins the kernel, and nobody anybody else', dependencyDirection],
    ['enters a plugin through its entry or its contracts', entriesOnly],
    ['has no circles', cycles],
    ['goes from controllers to services to the domain', layers],
    ['keeps adapters apart', adaptersApart],
    ['keeps the domain pure', pureDomain],
    ['keeps files short', sizes],
    ['names files after what they hold', names],
    ['goes around neither types nor linter', noEscapes],
  ])('%s', (_rule, rule) => {
    expect(said(rule(files))).toEqual([]);
  });

  it('declares every package that the server needs', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
    expect(said(declaredPackages(files, Object.keys(dependencies)))).toEqual([]);
  });

  it('declares every package that the client of messaging needs', () => {
    const { peerDependencies } = JSON.parse(readFileSync('plugins/messaging/client/package.json', 'utf8')) as { peerDependencies: Record<string, string> };
    expect(said(declaredPackages(files, Object.keys(peerDependencies), MESSAGING_CLIENT))).toEqual([]);
  });
});

describe('the rules', () => {
  const folders: string[] = [];
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

  /** A project of a few files. */
  const tree = (contents: Record<string, string>) => {
    const root = mkdtempSync(path.join(tmpdir(), 'mangrove-tree-'));
    folders.push(root);
    for (const [name, text] of Object.entries(contents)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
    return readSourceTree(root);
  };
  const P = 'plugins/payments/server/src';
  const K = 'plugins/kernel/server/src';

  it('allow what the house is built like', () => {
    const files = tree({
      'src/recipes/receipt.ts': "import { kernel } from '#kernel';\nimport { events } from '#payments';\nexport default [kernel, events];\n",
      [`${P}/controllers/payment.ts`]: "import { charge } from '../services/charge';\nexport default charge;\n",
      [`${P}/services/charge.ts`]: "import { paystack } from '../gateways/paystack';\nimport { rule } from '../domain/rule';\nexport const charge = [paystack, rule];\n",
      [`${P}/gateways/paystack/index.ts`]: "import type { Rule } from '../../domain/rule';\nimport { createHttpClient } from '#kernel';\nexport const paystack: Rule = createHttpClient;\n",
      [`${P}/domain/rule.ts`]: "import { z } from '@strapi/utils';\nimport { money } from '#kernel';\nexport type Rule = unknown;\nexport const rule = [z, money];\n",
    });
    for (const rule of [dependencyDirection, entriesOnly, cycles, layers, adaptersApart, pureDomain, sizes, names, noEscapes]) expect(said(rule(files))).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['a plugin that knows another', 'plugins/kyc/server/src/index.ts', "import '#payments';"],
    ['a plugin that knows another by its path', 'plugins/kyc/server/src/index.ts', "import '../../../payments/server/src/contracts';"],
    ['a kernel that knows a plugin', `${K}/index.ts`, "export * from '#payments';"],
    ['a plugin that knows the composition root', `${P}/index.ts`, "import '../../../../src/access';"],
    ['a sandbox that knows a plugin, if only its types', 'sandbox/index.ts', "export type A = import('#payments').A;"],
    ['a server that needs the tests', 'src/index.ts', "const tests = require('../tests/support/index');"],
    ['a plugin that loads late', `${P}/index.ts`, "export const late = () => import('#kyc');"],
  ])('find %s', (_what, file, text) => {
    expect(dependencyDirection(tree({ [file]: text }))).toHaveLength(1);
  });

  it('find a way into a plugin past its entry', () => {
    expect(entriesOnly(tree({ 'src/index.ts': "import '../plugins/payments/server/src/services/charge';" }))).toHaveLength(1);
    expect(entriesOnly(tree({ 'src/index.ts': "import '../plugins/payments/server/src/contracts';" }))).toEqual([]);
    const shared = { 'plugins/kernel/admin/src/card.tsx': '' };
    expect(entriesOnly(tree({ ...shared, 'plugins/payments/admin/src/page.tsx': "import '../../../kernel/admin/src/card';" }))).toEqual([]);
    expect(entriesOnly(tree({ ...shared, [`${P}/index.ts`]: "import '../../../kernel/admin/src/card';" }))).toHaveLength(1);
  });

  it.each<[string, string, string]>([
    ['a domain that knows services', 'domain/rule.ts', "import '../services/charge';"],
    ['a service that knows controllers', 'services/charge.ts', "import '../controllers/payment';"],
    ['a controller that goes past the services', 'controllers/payment.ts', "import '../gateways/paystack';"],
    ['a controller that writes to the database', 'controllers/payment.ts', "import '../database/guards';"],
    ['an adapter that knows services', 'gateways/paystack/index.ts', "import '../../services/charge';"],
    ['a service that knows the entry', 'services/charge.ts', "import '../index';"],
  ])('find %s', (_what, file, text) => {
    const target = { [`${P}/services/charge.ts`]: '', [`${P}/controllers/payment.ts`]: '', [`${P}/gateways/paystack/index.ts`]: '', [`${P}/database/guards.ts`]: '', [`${P}/index.ts`]: '' };
    expect(layers(tree({ ...target, [`${P}/${file}`]: text }))).toHaveLength(1);
  });

  it('find a package that is not declared, unless only its types are used', () => {
    const files = tree({ 'src/a.ts': "import axios from 'axios/lib';\nimport { z } from '@strapi/utils';\nimport 'node:fs';\nimport type { Context } from 'koa';\nexport const a: Context = [axios, z];" });
    expect(said(declaredPackages(files, ['@strapi/utils']))).toEqual(['src/a.ts imports axios, which is not among the dependencies of package.json']);
  });

  it('find an adapter that knows another', () => {
    expect(adaptersApart(tree({ [`${P}/gateways/one/index.ts`]: "import '../two/index';", [`${P}/gateways/two/index.ts`]: '' }))).toHaveLength(1);
  });

  it.each(["import fs from 'node:fs';", "import axios from 'axios';", "import { errors, z } from '@strapi/utils';", "import type { Core } from '@strapi/strapi';"])('find a domain that is not pure: %s', (text) => {
    expect(pureDomain(tree({ [`${P}/domain/rule.ts`]: text }))).toHaveLength(1);
  });

  it('find a circle, but none that types alone close', () => {
    const circle = { [`${K}/a.ts`]: "import './b';", [`${K}/b.ts`]: "import './c';", [`${K}/c.ts`]: "import './a';" };
    expect(said(cycles(tree(circle)))).toEqual([expect.stringContaining('a.ts → plugins/kernel/server/src/b.ts → plugins/kernel/server/src/c.ts → plugins/kernel/server/src/a.ts')]);
    expect(cycles(tree({ ...circle, [`${K}/c.ts`]: "import type { A } from './a';\nimport { type B } from './b';" }))).toEqual([]);
  });

  it('find a file that is too long, unless it says why', () => {
    const long = 'export {};\n'.repeat(301);
    const others = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`src/short-${i}.ts`, 'export {};\n']));
    expect(sizes(tree({ ...others, 'src/long.ts': long }))).toHaveLength(1);
    expect(sizes(tree({ ...others, 'src/long.ts': `// Over 300 lines: one table of currencies.\n${long}` }))).toEqual([]);
  });

  it('find too many long files', () => {
    const long = 'export {};\n'.repeat(200);
    expect(said(sizes(tree({ 'src/a.ts': long, 'src/b.ts': 'export {};\n' })))).toEqual(['all files more than one in ten have 150 lines or more: src/a.ts (200)']);
  });

  it.each(['src/moneyTools.ts', 'src/string-utils.ts', 'src/helpers/money.ts', 'src/job-manager.ts', 'src/Common.ts'])('find a name that is not kebab-case or says nothing: %s', (file) => {
    expect(names(tree({ [file]: '' }))).toHaveLength(1);
  });

  it.each(['const a: any = 1;', 'const a = 1 as unknown as any[];', '// @ts-ignore\nexport {};', '/* eslint-disable */\nexport {};', 'export {}; // eslint-disable-line'])('find a way around the types or the linter: %s', (text) => {
    expect(noEscapes(tree({ 'src/a.ts': text }))).toHaveLength(1);
    expect(noEscapes(tree({ 'src/a.ts': text }), { 'src/a.ts': 'A reason.' })).toEqual([]);
  });

  it('do not mistake a text or a remark for one', () => {
    expect(noEscapes(tree({ 'src/a.ts': "// Whether any of them is open.\nexport const text = ['any', '// @ts-ignore'];\n" }))).toEqual([]);
  });
});
