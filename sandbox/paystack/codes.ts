import { randomInt } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Lower-case letters and digits, as Paystack's own codes: `0peioxfhpn`, `3ni8kdavz62431k`. */
export function randomCode(length: number): string {
  let code = '';
  for (let index = 0; index < length; index += 1) code += ALPHABET.charAt(randomInt(ALPHABET.length));
  return code;
}
