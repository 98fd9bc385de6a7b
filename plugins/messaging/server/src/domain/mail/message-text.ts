import { fileLines, type NamedFile } from './file-line';
import type { ReadMail } from './mail';
import { withoutQuote } from './quotes';

/** What a message and the title of a room hold. */
const LONGEST_TEXT = 8_000;
const LONGEST_SUBJECT = 200;

const CUT_OFF = '\n\n[The mail goes on. Staff can read all of it.]';
const NO_TEXT = '[A mail without words of its own.]';

/** Half of a character would be none. */
const cut = (text: string, most: number) => text.slice(0, most).replace(/[\ud800-\udbff]$/, '');

/**
 * What a mail says, as a message: without what it answers, and with the names of those files that could not come along.
 *
 * @param hasFiles whether others go with the message
 */
export function messageTextOf({ text }: Pick<ReadMail, 'text'>, leftOut: readonly NamedFile[], hasFiles: boolean): string {
  const files = fileLines('Could not be attached', leftOut).slice(0, LONGEST_TEXT / 2);
  const said = withoutQuote(text) || (files === '' && !hasFiles ? NO_TEXT : '');
  const room = LONGEST_TEXT - files.length - '\n\n'.length;
  const words = said.length <= room ? said : cut(said, room - CUT_OFF.length).trimEnd() + CUT_OFF;
  return [words, files].filter((part) => part !== '').join('\n\n');
}

export const subjectOf = ({ subject }: Pick<ReadMail, 'subject'>): string => cut(subject.trim(), LONGEST_SUBJECT).trim() || '(no subject)';
