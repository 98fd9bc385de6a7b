import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, it } from '@jest/globals';
import { dottedPath } from './dot-letters';
import { readPdf } from './pdf/objects';
import { stampPdf } from './pdf/stamp';
import { watermarkTile } from './watermark';

describe('letters of dots', () => {
  it('are drawn without any font, small ones as capitals, unknown ones as question marks', () => {
    expect(dottedPath('I')).toBe('M1 0h1v1h-1zM2 0h1v1h-1zM3 0h1v1h-1zM2 1h1v1h-1zM2 2h1v1h-1zM2 3h1v1h-1zM2 4h1v1h-1zM2 5h1v1h-1zM1 6h1v1h-1zM2 6h1v1h-1zM3 6h1v1h-1z');
    expect(dottedPath('abc')).toBe(dottedPath('ABC'));
    expect(dottedPath('é"<')).toBe(dottedPath('???'));
    const all = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@.-_+:/?'].map(dottedPath);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('a watermark', () => {
  it.each([[200, 4_096], [1_400, 900], [4_096, 4_096], [200, 200]])('is a tile that fits into a picture of %d by %d, however long its lines', (width, height) => {
    for (const line of ['a', 'ada@example.com', 'x'.repeat(120)]) {
      const [, wide, tall] = /width="(\d+)" height="(\d+)"/.exec(watermarkTile(width, height, [line, line])) ?? [];
      expect(Number(wide)).toBeLessThanOrEqual(width);
      expect(Number(tall)).toBeLessThanOrEqual(height);
    }
  });

  it('lies across each page of a PDF, which stays one', async () => {
    const document = await PDFDocument.create();
    for (const size of [[595, 842], [842, 595], [100_000, 100_000]] as const) document.addPage([...size]);
    const before = Buffer.from(await document.save({ useObjectStreams: false }));
    const stamped = Buffer.from(await stampPdf((await readPdf(before)).document, ['adé@example.com', 'Ж']));
    const { pages, document: read } = await readPdf(stamped);
    expect(pages).toBe(3);
    for (const page of read.getPages()) expect(page.node.normalizedEntries().Font?.toString()).toMatch(/Helvetica/);
  });
});
