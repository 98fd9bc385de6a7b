import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, StandardFonts } from '@cantoo/pdf-lib';
import { describe, expect, it } from '@jest/globals';
import { assertHarmlessBytes } from './bytes';
import { MOST_PAGES, readPdf } from './objects';

/** A PDF by hand, whose cross references a reader has to find anew. */
const byHand = (...objects: (string | Buffer)[]): Buffer =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>\nendobj\n'),
    ...objects.map((object) => Buffer.from(object)),
    Buffer.from('trailer\n<< /Root 1 0 R /Size 9 >>\nstartxref\n0\n%%EOF\n'),
  ]);
const packed = (number: number, dict: string, text: string | Buffer): Buffer => {
  const body = deflateSync(text, { level: 9 });
  return Buffer.concat([Buffer.from(`${number} 0 obj\n<< ${dict} /Filter /FlateDecode /Length ${body.length} >>\nstream\n`), body, Buffer.from('\nendstream\nendobj\n')]);
};

async function printed(pages = 1): Promise<PDFDocument> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let number = 1; number <= pages; number += 1) document.addPage().drawText(`Page ${number}`, { font });
  return document;
}
const bytesOf = async (document: PDFDocument, useObjectStreams = true): Promise<Buffer> => Buffer.from(await document.save({ useObjectStreams }));

async function judged(bytes: Buffer): Promise<string> {
  try {
    await assertHarmlessBytes(bytes);
    return `${(await readPdf(bytes)).pages} pages`;
  } catch (error) {
    return String((error as { reason?: string }).reason ?? error);
  }
}

describe('a PDF', () => {
  it.each([true, false])('that only shows pages is taken, its objects packed: %s', async (useObjectStreams) => {
    expect(await judged(await bytesOf(await printed(3), useObjectStreams))).toBe('3 pages');
  });

  it('that was written by hand is read as well', async () => {
    expect(await judged(byHand())).toBe('1 pages');
  });

  it.each([true, false])('with a script is refused, its objects packed: %s', async (useObjectStreams) => {
    const document = await printed();
    document.addJavaScript('greet', 'app.alert("hello")');
    expect(await judged(await bytesOf(document, useObjectStreams))).toBe('active_content');
  });

  it.each([true, false])('that carries a file is refused, its objects packed: %s', async (useObjectStreams) => {
    const document = await printed();
    await document.attach(Buffer.from('MZ'), 'setup.exe', { mimeType: 'application/octet-stream' });
    expect(await judged(await bytesOf(document, useObjectStreams))).toBe('active_content');
  });

  it('that starts a program when it is opened is refused', async () => {
    const document = await printed();
    document.catalog.set(PDFName.of('OpenAction'), document.context.obj({ S: 'Launch', F: 'calc.exe' }));
    expect(await judged(await bytesOf(document))).toBe('active_content');
  });

  it.each(['/JavaScript', '/J#61vaScript', '/#4a#61vaScript', '/#4AavaScript', '/JavaScrip#74'])('is refused however the name of a script is spelled: %s', async (name) => {
    expect(await judged(byHand(`5 0 obj\n<< /S ${name} /J (x) >>\nendobj\n`))).toBe('active_content');
  });

  it('is refused where an object hides in what looks like the data of another', async () => {
    expect(await judged(byHand('5 0 obj\n<< /Length 60 >>\nstream\n6 0 obj << /S /JavaScript /J (x) >> endobj\nendstream\nendobj\n'))).toBe('active_content');
    expect(await judged(byHand(packed(5, '/X (endobj obj)', '6 0 << /S /JavaScript >>')))).toBe('active_content');
  });

  it('is refused where the name lies across two pieces of what was unpacked', async () => {
    for (const before of [16_380, 32_765, 65_530]) expect(await judged(byHand(packed(5, '', `${' '.repeat(before)}/JavaScript`)))).toBe('active_content');
  });

  it('that is protected is refused, also where it opens without a password', async () => {
    const document = await printed();
    document.encrypt({ ownerPassword: 'owner', userPassword: '' });
    expect(await judged(await bytesOf(document))).toBe('encrypted');
  });

  it('that ends too early is refused', async () => {
    const whole = await bytesOf(await printed());
    for (const kept of [0.1, 0.5, 0.9]) expect(await judged(whole.subarray(0, whole.length * kept))).toBe('truncated');
  });

  it('that is something else as well is refused: an archive behind it, or around its end', async () => {
    const whole = await bytesOf(await printed());
    const zipEnd = Buffer.alloc(22);
    zipEnd.write('PK\x05\x06', 'latin1');
    expect(await judged(Buffer.concat([whole, zipEnd]))).toBe('polyglot');
    expect(await judged(Buffer.concat([whole, Buffer.from('<script>alert(1)</script>')]))).toBe('polyglot');
    const comment = Buffer.from('\n%%EOF\n');
    zipEnd.writeUInt16LE(comment.length, 20);
    expect(await judged(Buffer.concat([whole, zipEnd, comment]))).toBe('polyglot');
  });

  it('with more pages than one reads is refused', async () => {
    expect(await judged(await bytesOf(await printed(MOST_PAGES)))).toBe(`${MOST_PAGES} pages`);
    expect(await judged(await bytesOf(await printed(MOST_PAGES + 1)))).toBe('too_many_pages');
  });

  it('that grows far beyond its size is refused', async () => {
    const bomb = packed(5, '', Buffer.alloc(60_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await judged(byHand(...Array.from({ length: 5 }, () => bomb)))).toBe('bomb');
  });

  it('that is packed twice is refused', async () => {
    const body = deflateSync(deflateSync(Buffer.alloc(1_000_000)));
    const twice = Buffer.concat([Buffer.from(`5 0 obj\n<< /Filter [/FlateDecode /FlateDecode] /Length ${body.length} >>\nstream\n`), body, Buffer.from('\nendstream\nendobj\n')]);
    expect(await judged(byHand(twice))).toBe('bomb');
  });

  it('without anything to read in it is refused', async () => {
    expect(await judged(Buffer.from('%PDF-1.7\n%%EOF\n'))).toBe('damaged');
    expect(await judged(Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n'))).toBe('damaged');
  });
});
