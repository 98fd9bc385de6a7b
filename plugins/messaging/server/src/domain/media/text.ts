import { MediaBroken } from './broken';

/** Control characters that texts have: tab, line feed, form feed, carriage return. */
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;
/** A browser that is handed such a text as a file may take it for a page, with whatever scripts are in it. */
const MARKUP = /^[\s\ufeff]*<[!?/a-z]/i;

/**
 * Passes plain UTF-8 text on as it is.
 *
 * @throws MediaBroken for bytes that are no UTF-8, for control characters, and for HTML, XML and SVG.
 */
export async function* plainText(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decode = (piece?: Buffer): string => {
    try {
      return decoder.decode(piece, { stream: piece !== undefined });
    } catch {
      throw new MediaBroken();
    }
  };
  // White space may come first, for as long as it likes; of it only the end is kept.
  let beginning: string | undefined = '';
  for await (const piece of source) {
    const text = decode(piece);
    if (CONTROL.test(text)) throw new MediaBroken();
    if (beginning !== undefined) {
      beginning = `${beginning}${text}`.trimStart().slice(0, 2);
      if (MARKUP.test(beginning)) throw new MediaBroken();
      if (beginning.length === 2) beginning = undefined;
    }
    yield piece;
  }
  decode();
}
