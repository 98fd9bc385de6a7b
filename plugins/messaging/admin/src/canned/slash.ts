/** What somebody types to find a canned reply: a slash at the beginning of a word, and what follows it up to the caret. */
export interface Slash {
  from: number;
  to: number;
  search: string;
}

const LONGEST_SEARCH = 40;
const AT_THE_END = new RegExp(`(?:^|\\s)/([\\p{L}\\p{N}_-]{0,${LONGEST_SEARCH}})$`, 'u');

/** The slash before the caret, where there is one; not in an address such as `https://…`, nor in `and/or`. */
export function slashBefore(text: string, caret: number): Slash | undefined {
  // No more than what can match: the slash, what is searched, and what stands before them.
  const search = AT_THE_END.exec(text.slice(Math.max(0, caret - LONGEST_SEARCH - 2), caret))?.[1];
  return search === undefined ? undefined : { from: caret - search.length - 1, to: caret, search };
}

/** The text with another in the place of what was typed; where that has changed meanwhile, at the caret. */
export function replaced(text: string, { from, to, search }: Slash, caret: number, by: string): { text: string; caret: number } {
  const isThere = text.slice(from, to) === `/${search}`;
  const [start, end] = isThere ? [from, to] : [caret, caret];
  return { text: text.slice(0, start) + by + text.slice(end), caret: start + by.length };
}

/** Whether a reply is found by what was typed, as the server finds it. */
export function fits({ shortcut, title }: { shortcut: string; title: string }, search: string): boolean {
  const wanted = search.toLowerCase();
  return shortcut.includes(wanted) || title.toLowerCase().includes(wanted);
}
