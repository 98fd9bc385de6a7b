import { isAttribution, isHeaderBlock, isSeparator, isSignature, REPLY_MARKER } from './quote-styles';

/** Nobody writes more; what looks for quotes looks at every line. */
const MOST_CHARACTERS = 200_000;

const isQuoted = (line: string) => /^\s{0,3}>/.test(line);
const isBlank = (line: string) => line.trim() === '';

/** The place at which `lines` end when blank ones at the end do not count. */
function endOf(lines: readonly string[], to = lines.length): number {
  let end = to;
  while (end > 0 && isBlank(lines[end - 1] ?? '')) end -= 1;
  return end;
}

/** How many lines before `end` say who wrote what follows: mail programs break that sentence into up to three. */
function attributionBefore(lines: readonly string[], end: number): number {
  const last = endOf(lines, end);
  for (let length = 1; length <= 3 && length <= last; length += 1) {
    if (isAttribution(lines.slice(last - length, last).join(' '))) return end - last + length;
  }
  return 0;
}

/**
 * What somebody wrote in answer to a mail, without the mail that they answer. Only what stands at the end, or all at the
 * beginning, is taken away: between the lines of a quotation people say what they say about it.
 */
export function withoutQuote(text: string): string {
  const all = text.slice(0, MOST_CHARACTERS).replace(/\r\n?/g, '\n').replaceAll('\u00a0', ' ').split('\n');
  const unmarked = withoutMarked(all);
  const trailing = withoutTrailing(unmarked);
  const lines = withoutLeading(withoutSignature(trailing));
  return lines.join('\n').replace(/\n{3,}/g, '\n\n').trim();
}

/** Our own mails begin with a line that says so; behind it there is nothing new. */
function withoutMarked(lines: readonly string[]): readonly string[] {
  const at = lines.findIndex((line) => line.includes(REPLY_MARKER));
  if (at < 0) return lines;
  const before = lines.slice(0, at);
  const end = endOf(before);
  return before.slice(0, end - attributionBefore(before, end));
}

/** Cuts at the first line from which on everything is the mail that was answered. */
function withoutTrailing(lines: readonly string[]): readonly string[] {
  const cut = lines.findIndex((line, at) => isSeparator(line) || isHeaderBlock(lines, at));
  if (cut >= 0 && !lines.slice(0, cut).every(isBlank)) return withoutTrailing(lines.slice(0, cut));
  const unquoted = withoutQuotedEnd(lines);
  const end = endOf(unquoted);
  // Looked for once, and not at each line: there may be as many as a stranger likes.
  const firstWord = unquoted.findIndex((line) => !isBlank(line));
  const lastQuoted = unquoted.findLastIndex(isQuoted);
  // Some programs say who wrote, and quote without a mark.
  for (let at = Math.max(1, lastQuoted + 1); at < end; at += 1) {
    const length = isBlank(unquoted[at - 1] ?? '') ? 0 : attributionBefore(unquoted, at);
    if (length > 0 && firstWord < at - length) return unquoted.slice(0, at - length);
  }
  return unquoted;
}

function withoutQuotedEnd(lines: readonly string[]): readonly string[] {
  let end = endOf(lines);
  const before = end;
  while (end > 0 && (isQuoted(lines[end - 1] ?? '') || isBlank(lines[end - 1] ?? ''))) end -= 1;
  // A mail that is one quotation from the first line on is what somebody wanted to say.
  if (end === before || end === 0) return lines;
  const kept = end - attributionBefore(lines, end);
  return kept > 0 ? lines.slice(0, kept) : lines;
}

/** Whoever writes below what they answer has it all above. */
function withoutLeading(lines: readonly string[]): readonly string[] {
  let at = lines.findIndex((line) => !isBlank(line));
  if (at < 0) return lines;
  const first = lines.findIndex(isQuoted);
  if (first > at && first - at <= 4 && attributionBefore(lines, first) >= endOf(lines, first) - at) at = first;
  if (!isQuoted(lines[at] ?? '')) return lines;
  while (at < lines.length && (isQuoted(lines[at] ?? '') || isBlank(lines[at] ?? ''))) at += 1;
  const rest = lines.slice(at);
  return rest.every(isBlank) || rest.some(isQuoted) ? lines : rest;
}

function withoutSignature(lines: readonly string[]): readonly string[] {
  const end = endOf(lines);
  const dashes = lines.findLastIndex((line, at) => at < end && /^--\s?$/.test(line));
  const cut = dashes > 0 && end - dashes <= 15 ? dashes : end;
  const last = endOf(lines, cut);
  return lines.slice(0, last > 1 && isSignature(lines[last - 1] ?? '') ? last - 1 : last);
}
