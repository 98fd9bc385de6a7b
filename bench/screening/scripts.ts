/** Longest first: how Latin letters are written in other scripts. Arabic leaves short vowels out, as Arabic does. */
const CYRILLIC: Readonly<Record<string, string>> = {
  shch: 'щ', sh: 'ш', ch: 'ч', zh: 'ж', kh: 'х', ts: 'ц', yu: 'ю', ya: 'я', ye: 'е', a: 'а', b: 'б', c: 'к', d: 'д', e: 'е', f: 'ф', g: 'г', h: 'х', i: 'и', j: 'дж', k: 'к', l: 'л', m: 'м', n: 'н', o: 'о', p: 'п', q: 'к', r: 'р', s: 'с', t: 'т', u: 'у', v: 'в', w: 'в', x: 'кс', y: 'ы', z: 'з',
};
const ARABIC: Readonly<Record<string, string>> = {
  kh: 'خ', sh: 'ش', gh: 'غ', th: 'ث', dh: 'ذ', ou: 'و', aa: 'ا', a: '', e: '', i: '', o: '', u: '', b: 'ب', c: 'ك', d: 'د', f: 'ف', g: 'ج', h: 'ح', j: 'ج', k: 'ك', l: 'ل', m: 'م', n: 'ن', p: 'ب', q: 'ق', r: 'ر', s: 'س', t: 'ت', v: 'ف', w: 'و', x: 'كس', y: 'ي', z: 'ز',
};
const GREEK: Readonly<Record<string, string>> = {
  th: 'θ', ph: 'φ', ch: 'χ', ps: 'ψ', ou: 'ου', a: 'α', b: 'μπ', c: 'κ', d: 'δ', e: 'ε', f: 'φ', g: 'γ', h: '', i: 'ι', j: 'τζ', k: 'κ', l: 'λ', m: 'μ', n: 'ν', o: 'ο', p: 'π', q: 'κ', r: 'ρ', s: 'σ', t: 'τ', u: 'ου', v: 'β', w: 'ου', x: 'ξ', y: 'υ', z: 'ζ',
};

/** Double letters of Latin spellings are one letter in Arabic; a word that begins with a vowel begins with an alif. */
const inArabic = (word: string) => (/^[aeiou]/.test(word) ? 'ا' : '') + write(word.replace(/(.)\1/g, '$1'), ARABIC);

function write(word: string, letters: Readonly<Record<string, string>>): string {
  const longest = Object.keys(letters).sort((a, b) => b.length - a.length);
  return word.replace(new RegExp(longest.join('|'), 'g'), (letter) => letters[letter] ?? letter);
}

/** A Latin word as writers of another script write it. */
export const SCRIPTS: readonly ((word: string) => string)[] = [
  (word) => write(word.toLowerCase(), CYRILLIC),
  (word) => inArabic(word.toLowerCase()),
  (word) => write(word.toLowerCase(), GREEK),
];
