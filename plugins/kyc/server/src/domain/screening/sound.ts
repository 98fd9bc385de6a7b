/** What letters and pairs of them sound like, as the scripts of the world come out in Latin ones. Longest first; what is not here is not heard. */
const SOUNDS: Readonly<Record<string, string>> = {
  shch: 'S', tsch: 'S', sch: 'S', dzh: 'S', tch: 'S', sh: 'S', sj: 'S', ch: 'S', cz: 'S', zh: 'S', dj: 'S', ts: 'S', tz: 'S', ce: 'S', ci: 'S', cy: 'S', j: 'S', x: 'S', z: 'S', s: 'S',
  ph: 'F', bh: 'F', f: 'F', v: 'F', w: 'F',
  kh: 'K', gh: 'K', ck: 'K', q: 'K', k: 'K', g: 'K', c: 'K',
  th: 'T', dh: 'T', t: 'T', d: 'T',
  b: 'P', p: 'P', m: 'M', n: 'N', l: 'L', r: 'R',
};

const HEARD = new RegExp(Object.keys(SOUNDS).join('|').replace('w', 'w(?=[aeiou])'), 'g');

/**
 * What is left of a word when all that writers spell in many ways is taken out: vowels, `h`, `y` and most `w`, doubled letters,
 * and the difference between neighbours such as `k` and `g`. Mohammed, Muhammad and the letters of its Arabic form are all `MMT`,
 * Gaddafi and Qadhafi `KTF`. A word of vowels alone is a dot and its first letter.
 */
export function soundOf(word: string): string {
  let sound = '';
  let end = -1;
  for (const { 0: letters, index } of word.matchAll(HEARD)) {
    const code = SOUNDS[letters] ?? '';
    // Doubled, and so heard once; with a vowel between them they are two.
    if (index !== end || !sound.endsWith(code)) sound += code;
    end = index + letters.length;
  }
  return sound === '' ? `.${word.charAt(0)}` : sound;
}
