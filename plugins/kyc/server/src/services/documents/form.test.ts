import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { readForm } from './form';

const BOUNDARY = 'x-boundary-x';
const TYPE = `multipart/form-data; boundary=${BOUNDARY}`;
const field = (name: string, value: string) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (bytes: Buffer | string, name = 'file') =>
  Buffer.concat([Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="../../id.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`), Buffer.from(bytes), Buffer.from('\r\n')]);
const END = `--${BOUNDARY}--\r\n`;
const form = (...parts: (string | Buffer)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));

async function* inPieces(bytes: Buffer, length = 1_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield await Promise.resolve(bytes.subarray(at, at + length));
}
const takes = (stream: Readable) => buffer(stream);

async function read(body: AsyncIterable<Buffer>, { type = TYPE as string | undefined, take = takes } = {}) {
  const letGo: Buffer[] = [];
  try {
    const { fields, file: bytes } = await readForm(type, body, take, async (taken) => void letGo.push(taken));
    return { fields: { ...fields }, bytes, letGo };
  } catch (error) {
    return { code: (error as { code?: string }).code, message: (error as Error).message, letGo };
  }
}

describe('a form with a document', () => {
  const bytes = Buffer.alloc(70_000, 'abc\r\n--x');

  it.each([1, 7, 1_000, 100_000])('is read as it was sent, in pieces of %d', async (length) => {
    const sent = form(field('type', 'passport'), file(bytes.subarray(0, 3_000)), field('side', 'front'), END);
    expect(await read(inPieces(sent, length))).toEqual({ fields: { type: 'passport', side: 'front' }, bytes: bytes.subarray(0, 3_000), letGo: [] });
  });

  it('takes the file no faster than it is taken away', async () => {
    let given = 0;
    const endless = (async function* () {
      yield file('').subarray(0, -2);
      for (; given < 50_000_000; given += 65_536) yield await Promise.resolve(Buffer.alloc(65_536));
      yield Buffer.from(`\r\n${END}`);
    })();
    const first = await readForm(TYPE, endless, async (stream) => {
      stream.once('readable', () => undefined);
      await new Promise((resolve) => setImmediate(resolve));
      const early = given;
      for await (const piece of stream) if (!piece) throw new Error('nothing');
      return early;
    }, async () => undefined);
    expect(first.file).toBeLessThan(2_000_000);
    expect(given).toBeGreaterThanOrEqual(50_000_000);
  });

  it('that breaks off fails wherever it does, and so does whoever takes the file', async () => {
    const sent = form(field('type', 'passport'), file(bytes), field('side', 'front'), END);
    for (const kept of [0, 10, 60, 200, 20_000, sent.length - 90, sent.length - 20]) {
      let heard: unknown = 'never began';
      const found = await read(inPieces(sent.subarray(0, kept)), {
        take: async (stream) => {
          try {
            return await buffer(stream);
          } catch (error) {
            heard = error;
            throw error;
          }
        },
      });
      expect([kept, found.code]).toEqual([kept, 'KYC_DOCUMENT_FORM']);
      expect(heard === 'never began' || heard instanceof Error).toBe(true);
    }
  });

  it('lets the file go where what follows it is broken', async () => {
    const found = await read(inPieces(form(file('bytes'), field('type', 'x'.repeat(300)), END)));
    expect(found).toMatchObject({ code: 'KYC_DOCUMENT_FORM', letGo: [Buffer.from('bytes')] });
  });

  it('fails with the error of its connection, and of whoever takes the file, which ends it at once', async () => {
    const cut = (async function* () {
      yield form(field('type', 'passport'), file(bytes)).subarray(0, 2_000);
      throw new Error('aborted');
    })();
    expect(await read(cut)).toMatchObject({ message: 'aborted' });
    let given = 0;
    const long = (async function* () {
      yield file('').subarray(0, -2);
      for (; given < 50_000_000; given += 65_536) yield await Promise.resolve(Buffer.alloc(65_536));
    })();
    expect(await read(long, { take: async () => Promise.reject(new Error('No room.')) })).toMatchObject({ message: 'No room.' });
    expect(given).toBeLessThan(5_000_000);
  });

  it.each([
    ['no file', form(field('type', 'passport'), END), TYPE],
    ['a file of another name', form(file('x', 'photo'), END), TYPE],
    ['two files', form(file('x'), file('y'), END), TYPE],
    ['a field twice', form(file('x'), field('type', 'a'), field('type', 'b'), END), TYPE],
    ['more parts than anybody needs', form(file('x'), ...Array.from({ length: 30 }, (_, at) => field(`f${at}`, 'x')), END), TYPE],
    ['JSON', Buffer.from('{}'), 'application/json'],
    ['no type', Buffer.from('{}'), undefined],
    ['no boundary', Buffer.from('x'), 'multipart/form-data; charset=utf-8'],
    ['nothing', Buffer.alloc(0), TYPE],
  ])('with %s is refused', async (_what, sent, type) => {
    expect(await read(inPieces(sent), { type })).toMatchObject({ code: 'KYC_DOCUMENT_FORM' });
  });

  it('cannot name a field so that it becomes something else', async () => {
    expect(await read(inPieces(form(field('__proto__', 'x'), file('y'), END)))).toMatchObject({ bytes: Buffer.from('y') });
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});
