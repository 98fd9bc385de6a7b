import { readFrames, textFrame } from './frames.ts';

/** As a server sends it: without a mask. */
const fromServer = (text: string) => {
  const payload = Buffer.from(text);
  const head = payload.length < 126 ? [0x81, payload.length] : [0x81, 126, payload.length >> 8, payload.length & 0xff];
  return Buffer.concat([Buffer.from(head), payload]);
};

describe('frames', () => {
  const texts = ['2', 'x'.repeat(125), 'ü'.repeat(100), 'y'.repeat(5_000)];

  it('are read wherever the bytes are cut', () => {
    const bytes = Buffer.concat(texts.map(fromServer));
    for (const size of [1, 7, 126, 4_999, bytes.length]) {
      const read: string[] = [];
      let rest: Buffer = Buffer.alloc(0);
      for (let at = 0; at < bytes.length; at += size) {
        const found = readFrames(Buffer.concat([rest, bytes.subarray(at, at + size)]));
        read.push(...found.texts);
        rest = found.rest;
      }
      expect([size, read, rest.length]).toEqual([size, texts, 0]);
    }
  });

  it('tell the end of a connection', () => {
    expect(readFrames(Buffer.from([0x88, 0])).isClosed).toBe(true);
  });

  it('are sent with a mask', () => {
    for (const text of texts.slice(0, 3)) {
      const frame = textFrame(text);
      expect([frame[0], (frame[1] ?? 0) & 0x80, frame.subarray(-Buffer.byteLength(text)).toString()]).toEqual([0x81, 0x80, text]);
    }
  });
});
