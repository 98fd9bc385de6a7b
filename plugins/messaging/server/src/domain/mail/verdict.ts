import { domainOf } from './address';
import type { ReadMail } from './mail';

/**
 * What the receiving mail server found out about the author: `pass`: the domain of the author answers for the mail; `fail`:
 * that domain says that it does not; `none`: nobody knows, so anybody may have written it.
 */
export type Verdict = 'pass' | 'fail' | 'none';

interface Result {
  method: string;
  result: string;
  properties: Readonly<Record<string, string>>;
}

/**
 * Reads the verdict of a server that we trust from the header that it adds. Others may add such a header as well; only the
 * first one is read, which was added last, and only where it names that server.
 *
 * @param authority the name by which the server signs, e.g. `mx.example.com`; without it there is no verdict
 * @see https://www.rfc-editor.org/rfc/rfc8601
 */
export function verdictOf({ headers, from }: Pick<ReadMail, 'headers' | 'from'>, authority: string | undefined): Verdict {
  if (authority === undefined || from === null) return 'none';
  const parsed = (headers['authentication-results'] ?? []).map(parse).find(({ server }) => server === authority.toLowerCase());
  if (!parsed) return 'none';
  // Whatever made it so, what the server found out is not to be told from what the sender wrote.
  if (!parsed.isWhole) return 'fail';
  const author = domainOf(from.address.toLowerCase());
  const dmarc = parsed.results.find(({ method }) => method === 'dmarc');
  if (dmarc?.result === 'fail') return 'fail';
  return parsed.results.some((result) => result.result === 'pass' && answersFor(result, author)) ? 'pass' : 'none';
}

/** Whether a check that passed speaks of the domain of the author, and not of some other that took part. */
function answersFor({ method, properties }: Result, author: string): boolean {
  switch (method) {
    case 'dmarc':
      return (properties['header.from'] ?? author) === author;
    case 'dkim':
      return isAligned(properties['header.d'] ?? domainOf(properties['header.i'] ?? ''), author);
    case 'spf':
      return isAligned(domainOf(`@${properties['smtp.mailfrom'] ?? ''}`), author);
    default:
      return false;
  }
}

/** The author's domain or one above it. */
const isAligned = (domain: string, author: string) => domain.includes('.') && (author === domain || author.endsWith(`.${domain}`));

/** Properties quote what the sender wrote, in a quoted string where need be: nothing in there is a result, a property or a remark. */
function parse(value: string): { server: string; isWhole: boolean; results: Result[] } {
  const { parts, isWhole } = wordsOf(value.toLowerCase());
  const [[server = ''] = [], ...rest] = parts;
  return { server, isWhole, results: rest.map(resultOf) };
}

/** `dkim=pass header.d=example.org`, in words */
function resultOf(words: readonly string[]): Result {
  const [[method = '', result = ''] = [], ...properties] = words.map(pairOf);
  return { method: method.split('/')[0] ?? '', result, properties: Object.fromEntries(properties) };
}

/** At the first sign alone: an address may hold more of them. */
function pairOf(word: string): [name: string, of: string] {
  const at = word.indexOf('=');
  return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
}

/** The words of each part between semicolons, without quotation marks and remarks, which stand in parentheses, also within each other. */
function wordsOf(value: string): { parts: string[][]; isWhole: boolean } {
  const parts: string[][] = [[]];
  let [word, depth, isQuoted] = ['', 0, false];
  const end = () => {
    if (word !== '') parts.at(-1)?.push(word);
    word = '';
  };
  for (let at = 0; at < value.length; at += 1) {
    const character = value.charAt(at);
    if (character === '\\') {
      at += 1;
      if (depth === 0) word += value.charAt(at);
    } else if (depth > 0) depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    else if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) word += character;
    else if (character === '(') depth = 1;
    else if (character === ';') {
      end();
      parts.push([]);
    } else if (/\s/.test(character)) end();
    else word += character;
  }
  end();
  return { parts, isWhole: depth === 0 && !isQuoted };
}
