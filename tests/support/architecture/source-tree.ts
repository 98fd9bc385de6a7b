import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface Import {
  /** As it is written, e.g. `../services/charges`. */
  specifier: string;
  /** What is taken by name; empty for everything else. */
  names: readonly string[];
  isTypeOnly: boolean;
  /** The file that a relative one leads to, relative to the root; `undefined` for packages. */
  target: string | undefined;
}

export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  path: string;
  text: string;
  lineCount: number;
  imports: readonly Import[];
  syntax: ts.SourceFile;
}

/** A rule that one file breaks. */
export interface Violation {
  file: string;
  message: string;
}

const FOLDERS = ['bench', 'config', 'database', 'plugins', 'sandbox', 'scripts', 'src', 'tests'];
const LEFT_OUT = new Set(['node_modules', 'dist', 'build', '.strapi', '.cache', 'generated', 'results']);

/** Every TypeScript file of the project below `root`, parsed. */
export const readSourceTree = (root: string): SourceFile[] => FOLDERS.flatMap((folder) => filesBelow(root, folder)).map((file) => parse(root, file));

/** Conformance suites are tests as well, which adapters run. */
export const isTest = (file: { path: string }): boolean => /\.test\.tsx?$|\/conformance(\/|\.ts$)/.test(file.path);

function filesBelow(root: string, folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : filesBelow(root, name);
    return /(?<!\.d)\.tsx?$/.test(entry.name) ? [name] : [];
  });
}

function parse(root: string, file: string): SourceFile {
  const text = readFileSync(path.join(root, file), 'utf8');
  const syntax = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const imports: Import[] = [];
  const add = (node: ts.Node | undefined, names: string[], isTypeOnly: boolean) => {
    if (node === undefined || !ts.isStringLiteralLike(node)) return;
    imports.push({ specifier: node.text, names, isTypeOnly, target: node.text.startsWith('.') ? resolve(root, file, node.text) : undefined });
  };
  visit(syntax, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, namesOf(node.importClause), isTypeOnlyClause(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, [], node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, [], true);
    else if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText(syntax) === 'require')) add(node.arguments[0], [], false);
  });
  return { path: file, text, lineCount: text.split('\n').length - 1, imports, syntax };
}

export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

function namesOf(clause: ts.ImportClause | undefined): string[] {
  const bindings = clause?.namedBindings;
  return bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements.map(({ propertyName, name }) => (propertyName ?? name).text) : [];
}

/** `import { type A, type B }` leaves nothing behind either. */
function isTypeOnlyClause(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  return clause.name === undefined && bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.length > 0 && bindings.elements.every(({ isTypeOnly }) => isTypeOnly);
}

/** Tries the ways in which a path may be written; one that leads nowhere is the compiler's business. */
function resolve(root: string, from: string, specifier: string): string {
  const base = path.posix.join(path.posix.dirname(from), specifier);
  const candidates = [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`, `${base}/index.tsx`];
  return candidates.find((candidate) => /\.\w+$/.test(candidate) && existsSync(path.join(root, candidate))) ?? base;
}
