import { dottedPath, LETTER_HEIGHT, LETTER_WIDTH } from './dot-letters';

/** Lines that a watermark says, e.g. who looks and when. */
export type WatermarkLines = readonly [string, ...string[]];

const TILT_DEGREES = 30;
const LEADING = 3;
/** A mark is as wide as so much of the shorter side, and no wider than letters need to be read. */
const MARK_PART = 0.6;
const WIDEST_MARK = 900;
const GAP_PART = 1.12;

/**
 * A tile, as SVG, that is repeated over a picture of this size and never larger than it: so no part that is worth something
 * can be cut out without the lines. Dark beside light: seen on any ground, and what is below stays readable.
 */
export function watermarkTile(width: number, height: number, lines: WatermarkLines): string {
  const wide = Math.max(...lines.map((line) => [...line].length)) * LETTER_WIDTH;
  const tall = lines.length * (LETTER_HEIGHT + LEADING);
  const tilt = (TILT_DEGREES * Math.PI) / 180;
  const [boxWide, boxTall] = [wide * Math.cos(tilt) + tall * Math.sin(tilt), wide * Math.sin(tilt) + tall * Math.cos(tilt)];
  const shorter = Math.min(width, height);
  const markWide = Math.min(shorter * MARK_PART, WIDEST_MARK);
  const dot = markWide / boxWide;
  const [tileWide, tileTall] = [Math.ceil(markWide * GAP_PART), Math.ceil(boxTall * dot * GAP_PART)];
  const path = lines.map((line, at) => `<path transform="translate(0 ${at * (LETTER_HEIGHT + LEADING)})" d="${dottedPath(line)}"/>`).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${tileWide}" height="${tileTall}" viewBox="0 0 ${tileWide} ${tileTall}">
<g transform="translate(${tileWide / 2} ${tileTall / 2}) rotate(-${TILT_DEGREES}) scale(${dot.toFixed(4)}) translate(-${wide / 2} -${tall / 2})">
<g fill="#fff" fill-opacity=".35" transform="translate(.5 .5)">${path}</g><g fill="#b00020" fill-opacity=".38">${path}</g></g></svg>`;
}
