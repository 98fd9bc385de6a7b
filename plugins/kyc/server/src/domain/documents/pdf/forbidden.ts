import type { FileRefusal } from '../refusal';

/** Names that a document has no use for: what runs, plays, fetches, sends or carries something else. */
const ACTIVE = ['JavaScript', 'Launch', 'EmbeddedFile', 'RichMedia', 'Rendition', 'GoToE', 'SubmitForm', 'ImportData', 'XFA'] as const;
const ENCRYPTED = ['Encrypt'] as const;

/** A name may have any of its characters as `#` and two hexadecimal digits: `/J#61vaScript`. */
const spelled = (name: string): string =>
  [...name].map((letter) => `(?:${letter}|#${[...(letter.codePointAt(0) ?? 0).toString(16)].map((digit) => (/[a-f]/.test(digit) ? `[${digit}${digit.toUpperCase()}]` : digit)).join('')})`).join('');

const anyOf = (names: readonly string[]) => new RegExp(`/(?:${names.map(spelled).join('|')})`);
const active = anyOf(ACTIVE);
const encrypted = anyOf(ENCRYPTED);

/** No name is longer than this, however it is spelled: so much of one piece is kept for the next. */
export const LONGEST_NAME = 64;

/** @returns what is wrong with a text of PDF syntax, read as latin-1; `undefined` where nothing is. */
export function forbiddenIn(text: string): FileRefusal | undefined {
  if (encrypted.test(text)) return 'encrypted';
  return active.test(text) ? 'active_content' : undefined;
}
