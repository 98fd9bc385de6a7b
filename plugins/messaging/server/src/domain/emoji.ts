/** Built from a text because our compiler's target does not know the flag yet; the runtime does. */
const ONE_EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v');

/** Asks for the coloured form of a character that has two, e.g. of U+2764. */
const COLOURED = '\uFE0F';

/**
 * The one emoji that a text is, in the form that Unicode recommends, so that two ways to write it count as one;
 * `undefined` for everything else, e.g. two of them, or a chain of joiners that no font shows.
 *
 * @see https://www.unicode.org/reports/tr51/#def_rgi_set
 */
export const asEmoji = (text: string): string | undefined => [text, `${text}${COLOURED}`].find((form) => ONE_EMOJI.test(form));
