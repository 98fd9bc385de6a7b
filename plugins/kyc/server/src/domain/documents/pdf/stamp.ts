import { degrees, PDFDocument, rgb, StandardFonts } from '@cantoo/pdf-lib';
import type { WatermarkLines } from '../watermark';

const TILT_DEGREES = 30;
const LINE_PART = 0.5;
const GAP_PART = 0.2;
/** A page may say that it is as large as a field. */
const MOST_STAMPS_A_PAGE = 400;

/**
 * The same PDF with lines across each of its pages. Its kind of letters needs no font of ours and is known to every reader;
 * what has no letter there is a question mark.
 */
export async function stampPdf(document: PDFDocument, lines: WatermarkLines): Promise<Uint8Array> {
  const font = await document.embedFont(StandardFonts.Helvetica);
  const known = new Set(font.getCharacterSet());
  const printable = lines.map((line) => [...line].map((letter) => (known.has(letter.codePointAt(0) ?? 0) ? letter : '?')).join(''));
  const widest = Math.max(...printable.map((line) => font.widthOfTextAtSize(line, 1)));
  for (const page of document.getPages()) {
    const { x: left, y: bottom, width, height } = page.getCropBox();
    const shorter = Math.min(width, height);
    const size = (shorter * LINE_PART) / widest;
    const [stepX, stepY] = [shorter * (LINE_PART + GAP_PART), size * 1.3 * printable.length + shorter * GAP_PART];
    let stamps = 0;
    for (let y = 0; y < height + stepY; y += stepY) {
      for (let x = -stepX / 2; x < width && stamps < MOST_STAMPS_A_PAGE; x += stepX, stamps += 1) {
        page.drawText(printable.join('\n'), { x: left + x, y: bottom + y, size, lineHeight: size * 1.3, font, color: rgb(0.7, 0, 0.13), opacity: 0.33, rotate: degrees(TILT_DEGREES) });
      }
    }
  }
  return document.save();
}
