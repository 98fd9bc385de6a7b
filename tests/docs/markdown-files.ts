import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const SKIPPED = new Set(['node_modules', 'dist', 'build', '.git', '.data', '.strapi', '.cache', 'results']);

export interface MarkdownFile {
  /** From the root of the project. */
  name: string;
  folder: string;
  text: string;
}

/** Every page of the project. */
export function markdownFiles(folder = root): MarkdownFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : markdownFiles(file);
    return entry.name.endsWith('.md') ? [{ name: path.relative(root, file), folder, text: readFileSync(file, 'utf8') }] : [];
  });
}

const withoutCode = (text: string) => text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');

export interface Link {
  target: string;
  anchor: string | undefined;
}

/** The links of a page that lead to files, images included; what stands in code is no link. */
export const relativeLinks = ({ text }: MarkdownFile): Link[] =>
  [...withoutCode(text).matchAll(/\]\(<?([^)>\s]+)>?(?:\s+"[^"]*")?\)/g)]
    .map((found) => found[1] ?? '')
    .filter((address) => !/^[a-z][a-z0-9+.-]*:/i.test(address))
    .map((address) => {
      const [target = '', anchor] = address.split('#');
      return { target: decodeURIComponent(target), anchor };
    });

/** The anchors of a page, made from its headings as GitHub makes them. */
export const anchorsOf = (text: string): string[] =>
  [...withoutFences(text).matchAll(/^#{1,6}\s+(.+?)\s*$/gm)].map((found) =>
    (found[1] ?? '').replace(/`|\*\*/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-'),
  );

const withoutFences = (text: string) => text.replace(/```[\s\S]*?```/g, '');

/** The scripts that a page tells its reader to run. */
export const scriptsNamed = ({ text }: MarkdownFile): string[] =>
  [...text.matchAll(/\bnpm (?:run ([a-z][a-z0-9:-]*)|(test|start)\b)/g)].map((found) => found[1] ?? found[2] ?? '');

/** Names in capitals with an underscore that stand in code: settings, error codes, SQL. */
export const capitalNames = ({ text }: MarkdownFile): string[] => [...text.matchAll(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)`/g)].map((found) => found[1] ?? '');
