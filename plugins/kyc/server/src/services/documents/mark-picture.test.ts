import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { markPicture } from './mark-picture';

const LINES = ['ada@example.com', 'stf_01kaqz3v8m4t6w0c9e5r2b7n1d', '2026-11-23 09:00:00 UTC'] as const;

describe('a marked picture', () => {
  it.each([
    [1_400, 900],
    [200, 3_000],
    [3_000, 3_000],
  ])('has its lines in every part, and can still be read: %d by %d', async (width, height) => {
    const blank = await sharp({ create: { width, height, channels: 3, background: '#808080' } }).jpeg().toBuffer();
    const marked = await markPicture(blank, LINES);
    expect(await sharp(marked).metadata()).toMatchObject({ format: 'jpeg', width, height });
    const [columns, rows] = [Math.max(1, Math.floor(width / 400)), Math.max(1, Math.floor(height / 400))];
    const [partWidth, partHeight] = [Math.floor(width / columns), Math.floor(height / rows)];
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const part = await sharp(marked).extract({ left: column * partWidth, top: row * partHeight, width: partWidth, height: partHeight }).toBuffer();
        const [spread] = (await sharp(part).stats()).channels.map(({ stdev }) => stdev);
        expect([column, row, (spread ?? 0) > 2, (spread ?? 0) < 40]).toEqual([column, row, true, true]);
      }
    }
  });
});
