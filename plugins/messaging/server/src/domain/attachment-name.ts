const MOST_CHARACTERS = 200;
const UNNAMED = 'file';

/** Separators of every file system, and what one or the other takes for something else. */
const RESERVED = /[<>:"|?*/\\]/g;
/** Controls, and invisible characters: those that turn the direction make "gpj.exe" read "exe.jpg". */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/**
 * A name under which a file may be saved anywhere: without folders, controls and invisible characters, of 200 characters
 * at most, and ending as its type says. A page that is called "report.html" and is a text becomes "report.html.txt".
 */
export function attachmentName(given: string, extensions: readonly [string, ...string[]]): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(INVISIBLE, '').replace(RESERVED, '_').replace(/\s+/gu, ' ').replace(/^[. ]+|[. ]+$/g, '');
  const dot = clean.lastIndexOf('.');
  const ending = clean.slice(dot + 1).toLowerCase();
  const isFit = dot > 0 && extensions.includes(ending);
  const stem = isFit ? clean.slice(0, dot) : clean;
  const extension = isFit ? clean.slice(dot + 1) : extensions[0];
  const short = [...stem].slice(0, MOST_CHARACTERS - extension.length - 1).join('').replace(/[. ]+$/, '');
  return `${short === '' ? UNNAMED : short}.${extension}`;
}
