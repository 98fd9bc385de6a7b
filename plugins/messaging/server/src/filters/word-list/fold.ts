/** A text in one form to compare, and where each of its characters came from. */
export interface Folded {
  /** Lower case, without diacritics and invisible characters. One UTF-16 unit a character. */
  text: string;
  /** Where in the original each unit of `text` begins, and at the end its length. */
  from: number[];
}

/** Marks such as accents; and what takes no room on a screen, e.g. a zero-width joiner or a soft hyphen. */
const UNSEEN = /[\p{M}\p{Cf}]/u;

/**
 * Brings a text into the form in which words are looked for: `É` is `e`, `ﬁ` is `fi`, full-width and mathematical letters
 * are letters, and what is not seen is not there.
 */
export function fold(original: string): Folded {
  let text = '';
  const from: number[] = [];
  let at = 0;
  for (const character of original) {
    for (const part of character.normalize('NFKD').toLowerCase()) {
      if (UNSEEN.test(part)) continue;
      text += part;
      for (let unit = 0; unit < part.length; unit += 1) from.push(at);
    }
    at += character.length;
  }
  from.push(original.length);
  return { text, from };
}
