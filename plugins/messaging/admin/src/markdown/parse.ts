import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import { safeLink, type SafeLink } from './safe-link';

/** What a message says, as it is shown. */
export type Node =
  | { kind: 'text' | 'code' | 'codeBlock'; text: string }
  | { kind: 'break' }
  | { kind: 'paragraph' | 'quote' | 'bullets' | 'item' | 'strong' | 'emphasis'; children: Node[] }
  | { kind: 'numbers'; start: number; children: Node[] }
  | { kind: 'link'; link: SafeLink; children: Node[] };
type Parent = Extract<Node, { children: Node[] }>;

/** What is deeper is shown as it was written: the parser would leave it out, and nobody may hide words from us. */
const DEEPEST = 20;

/** `zero` begins with nothing, and ends at that depth; what is not named here, such as HTML, images, headings and tables, is text. */
const parser = new MarkdownIt('zero', { linkify: true }).enable(['blockquote', 'list', 'fence', 'emphasis', 'backticks', 'link', 'autolink', 'linkify', 'newline', 'escape']);
// Only what begins with http:// or https://; a word with a dot in it is no address.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false }).add('ftp:', null).add('//', null);
// What may be followed is decided once, below; the parser would turn a refused link into a text that looks like one.
parser.validateLink = () => true;

const OPENING: Readonly<Record<string, (token: Token) => Parent>> = {
  paragraph_open: () => ({ kind: 'paragraph', children: [] }),
  blockquote_open: () => ({ kind: 'quote', children: [] }),
  bullet_list_open: () => ({ kind: 'bullets', children: [] }),
  ordered_list_open: (token) => ({ kind: 'numbers', start: Number(token.attrGet('start') ?? 1), children: [] }),
  list_item_open: () => ({ kind: 'item', children: [] }),
  strong_open: () => ({ kind: 'strong', children: [] }),
  em_open: () => ({ kind: 'emphasis', children: [] }),
};

/** The text of a message in our subset of Markdown, as a tree. Never fails: what it does not know is text. */
export function parseMarkdown(text: string): Node[] {
  const tokens = parser.parse(text, {});
  const isTooDeep = tokens.some(({ nesting, level, type }) => nesting === 1 && type !== 'paragraph_open' && level >= DEEPEST - 1);
  const tree = isTooDeep ? [] : treeOf(tokens);
  // Too deep, or nothing but marks.
  return wordsOf(tree).trim() === '' ? [{ kind: 'text', text }] : tree;
}

function treeOf(tokens: readonly Token[]): Node[] {
  const root: Node[] = [];
  const open: Node[][] = [root];
  for (const token of tokens) {
    const into = open.at(-1) ?? root;
    if (token.nesting === -1) open.pop();
    else if (token.nesting === 1) {
      const parent = parentOf(token);
      // A link that may not be followed leaves its words.
      if (parent) into.push(parent);
      open.push(parent ? parent.children : into);
    } else into.push(...leavesOf(token));
  }
  return root;
}

function parentOf(token: Token): Parent | undefined {
  if (token.type !== 'link_open') return OPENING[token.type]?.(token);
  const link = safeLink(token.attrGet('href') ?? '');
  return link && { kind: 'link', link, children: [] };
}

/** What stands behind the marks of a block of code is the name of a language, or words like others. */
const codeOf = ({ info, content }: Token): string => `${/\s/.test(info.trim()) ? `${info.trim()}\n` : ''}${content.replace(/\n$/, '')}`;

function leavesOf(token: Token): Node[] {
  const { type, content, children } = token;
  switch (type) {
    case 'inline':
      return treeOf(children ?? []);
    case 'softbreak':
    case 'hardbreak':
      return [{ kind: 'break' }];
    case 'code_inline':
      return [{ kind: 'code', text: content }];
    case 'fence':
      return [{ kind: 'codeBlock', text: codeOf(token) }];
    default:
      return content === '' ? [] : [{ kind: 'text', text: content }];
  }
}

/** The words of a tree, without what they look like. */
export const wordsOf = (nodes: readonly Node[]): string =>
  nodes.map((node) => ('children' in node ? wordsOf(node.children) : node.kind === 'break' ? '\n' : node.text)).join('');
