import ts from 'typescript';
import { isTest, visit, type SourceFile, type Violation } from './source-tree.ts';

const LONGEST = 300;
const USUAL = 150;
/** How many of a hundred files must be shorter than the usual. */
const USUAL_PERCENT = 90;
/** The first line of a file that is longer, e.g. `// Over 300 lines: one table of ISO codes.` */
const REASON = /^(\/\/|\/\*\*?) Over 300 lines: \S/;

/** Size: none over 300 lines without a reason at its top, and nine in ten below 150. */
export function sizes(files: readonly SourceFile[]): Violation[] {
  const tooLong = files
    .filter(({ lineCount, text }) => lineCount > LONGEST && !REASON.test(text))
    .map(({ path, lineCount }) => ({ file: path, message: `has ${lineCount} lines; split it, or begin it with "// Over ${LONGEST} lines: " and the reason` }));
  const sources = files.filter((file) => !isTest(file));
  const long = sources.filter(({ lineCount }) => lineCount >= USUAL);
  const isUsual = sources.length === 0 || (1 - long.length / sources.length) * 100 >= USUAL_PERCENT;
  const names = long.toSorted((a, b) => b.lineCount - a.lineCount).map(({ path, lineCount }) => `${path} (${lineCount})`);
  return isUsual ? tooLong : [...tooLong, { file: 'all files', message: `more than one in ten have ${USUAL} lines or more: ${names.join(', ')}` }];
}

/** `common-errors` says what it holds; `common` does not. */
const EMPTY_NAMES = /^(common|shared|misc)$|(^|-)(utils?|helpers?|managers?)$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Names: kebab-case, and none that says nothing. */
export const names = (files: readonly SourceFile[]): Violation[] =>
  files.flatMap(({ path }) =>
    path
      .replace(/(\.test)?\.tsx?$/, '')
      .split('/')
      .flatMap((name) => {
        if (!KEBAB.test(name)) return [{ file: path, message: `"${name}" is not kebab-case` }];
        return EMPTY_NAMES.test(name) ? [{ file: path, message: `"${name}" says nothing; name it after what it holds` }] : [];
      }),
  );

/** Where a way around the compiler or the linter has a reason. Nothing else may take one. */
export const EXCUSED: Readonly<Record<string, string>> = {};

/** No way around the types or the linter. */
export const noEscapes = (files: readonly SourceFile[], excused: Readonly<Record<string, string>> = EXCUSED): Violation[] =>
  files
    .filter(({ path }) => excused[path] === undefined)
    .flatMap((file) => [...anyTypes(file), ...directives(file)].map((message) => ({ file: file.path, message })));

const lineOf = (syntax: ts.SourceFile, position: number) => syntax.getLineAndCharacterOfPosition(position).line + 1;

function anyTypes({ syntax }: SourceFile): string[] {
  const found: string[] = [];
  visit(syntax, (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`line ${lineOf(syntax, node.getStart(syntax))} says "any"; say what it is, or "unknown"`);
  });
  return found;
}

const DIRECTIVE = /(?:\/\/|\/\*+)\s*(@ts-ignore|@ts-nocheck|eslint-disable[a-z-]*)/g;

function directives({ syntax, text }: SourceFile): string[] {
  const texts: [start: number, end: number][] = [];
  visit(syntax, (node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) || ts.isRegularExpressionLiteral(node)) texts.push([node.getStart(syntax), node.end]);
  });
  return [...text.matchAll(DIRECTIVE)]
    .filter(({ index }) => !texts.some(([start, end]) => index >= start && index < end))
    .map(({ index, 1: directive }) => `line ${lineOf(syntax, index)} says "${directive}"; mend what it hides`);
}
