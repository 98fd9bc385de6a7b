import { randomFillSync } from 'node:crypto';

/** Crockford's base 32 in lower case: no i, l, o, u, so that an id can be read aloud. https://www.crockford.com/base32.html */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;

/**
 * A new public id: prefix, 48 bits of time in milliseconds, 80 random bits, e.g. `pay_01kaqz3v8m4t6w0c9e5r2b7n1d`.
 * Ids of one prefix sort by time of creation (to the millisecond) and cannot be guessed.
 */
export function newId(prefix: string, at = Date.now()): string {
  return `${prefix}_${timeSortable(at)}`;
}

/** The part of an id behind its prefix: 26 characters of [0-9a-z]. */
export function timeSortable(at = Date.now()): string {
  let time = '';
  for (let rest = at, i = 0; i < TIME_LENGTH; i += 1, rest = Math.floor(rest / 32)) time = ALPHABET.charAt(rest % 32) + time;
  let random = '';
  // One byte a character: 256 is a multiple of 32, so no character is likelier than another.
  for (const byte of freshRandom()) random += ALPHABET.charAt(byte % 32);
  return time + random;
}

/** Random bytes are drawn many at a time: one by one they are a good part of a fast request. Each is used once. */
const pool = Buffer.alloc(RANDOM_LENGTH * 256);
let used = pool.length;

function freshRandom(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += RANDOM_LENGTH;
  return pool.subarray(used - RANDOM_LENGTH, used);
}

/** Whether a text from outside has the form of one of our ids. Says nothing about its existence. */
export const isId = (prefix: string, text: string): boolean =>
  text.length === prefix.length + 1 + TIME_LENGTH + RANDOM_LENGTH &&
  text.startsWith(`${prefix}_`) &&
  /^[0-9a-hjkmnp-tv-z]+$/.test(text.slice(prefix.length + 1));
