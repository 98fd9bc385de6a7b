import { parseAnswer } from './answer.ts';

const whole = Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{"data":[]}');

describe('an answer', () => {
  it('is read once its last byte has come, and not before', () => {
    expect(parseAnswer(whole.subarray(0, 20))).toBeUndefined();
    expect(parseAnswer(whole.subarray(0, -1))).toBeUndefined();
    expect(parseAnswer(whole)).toEqual({ status: 200, body: Buffer.from('{"data":[]}') });
  });

  it('in chunks ends with the empty chunk', () => {
    const head = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n';
    expect(parseAnswer(Buffer.from(`${head}2\r\n{}\r\n`))).toBeUndefined();
    expect(parseAnswer(Buffer.from(`${head}2\r\n{}\r\n0\r\n\r\n`))?.status).toBe(200);
  });

  it('without a length is refused, because its end cannot be known', () => {
    expect(() => parseAnswer(Buffer.from('HTTP/1.1 200 OK\r\n\r\nhello'))).toThrow('without a length');
  });
});
