import jwt from 'jsonwebtoken';
import { refreshInMs } from './token-life.ts';

const NOW_MS = 1_700_000_000_000;
const tokenThatLives = (seconds: number) => jwt.sign({ sub: 'ünï', exp: NOW_MS / 1_000 + seconds }, 'secret');

describe('an access token', () => {
  it('is replaced half a minute before its end', () => expect(refreshInMs(tokenThatLives(600), NOW_MS)).toBe(570_000));
  it('that ends now, or ended by a clock that goes wrong, is not asked for without end', () => {
    expect([10, -3_600].map((seconds) => refreshInMs(tokenThatLives(seconds), NOW_MS))).toEqual([5_000, 5_000]);
  });
  it('that lives for a year overruns no timer', () => expect(refreshInMs(tokenThatLives(31_536_000), NOW_MS)).toBe(2 ** 31 - 1));
  it('that says nothing about its end is left alone', () => {
    expect(['opaque', 'a.b.c', '', jwt.sign({}, 'secret')].map((token) => refreshInMs(token, NOW_MS))).toEqual([undefined, undefined, undefined, undefined]);
  });
});
