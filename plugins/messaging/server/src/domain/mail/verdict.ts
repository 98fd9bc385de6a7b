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

function parse(value: string): { server: string; results: Result[] } {
  const [server = '', ...rest] = withoutComments(value).toLowerCase().split(';');
  return { server: server.trim().split(/\s/)[0] ?? '', results: rest.map(resultOf) };
}

/** `dkim=pass header.d=example.org` */
function resultOf(text: string): Result {
  const [[method = '', result = ''] = [], ...properties] = text.trim().split(/\s+/).map((word) => word.split('=', 2).map((part) => part.replaceAll('"', '')));
  return { method: method.split('/')[0] ?? '', result, properties: Object.fromEntries(properties.map(([name = '', of = '']) => [name, of])) };
}

/** Remarks stand in parentheses, also within each other. */
function withoutComments(value: string): string {
  let depth = 0;
  let kept = '';
  for (const character of value) {
    if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) kept += character;
  }
  return kept;
}
