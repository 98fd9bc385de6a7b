/**
 * How names are written with A to Z: ICAO 9303 part 3 §6, tables A (Latin) and B (Cyrillic). Letters that are a plain one with a
 * mark lose the mark by themselves; what stands here is written with more or other letters.
 */
const LATIN: Readonly<Record<string, string>> = {
  Ä: 'AE', Å: 'AA', Æ: 'AE', Ð: 'D', Ö: 'OE', Ø: 'OE', Ü: 'UE', Þ: 'TH', ß: 'SS', ẞ: 'SS', Đ: 'D', Ħ: 'H', ı: 'I', Ĳ: 'IJ', ĸ: 'Q', Ł: 'L', Ŋ: 'N', Œ: 'OE', Ŧ: 'T', Ə: 'E',
  // Hooked letters of Hausa; written so in Nigerian passports.
  Ɓ: 'B', Ɗ: 'D', Ƙ: 'K', Ƴ: 'Y', Ɛ: 'E', Ɔ: 'O',
};
const CYRILLIC: Readonly<Record<string, string>> = {
  А: 'A', Б: 'B', В: 'V', Г: 'G', Ґ: 'G', Д: 'D', Ђ: 'D', Ѓ: 'G', Е: 'E', Ё: 'E', Є: 'IE', Ж: 'ZH', З: 'Z', Ѕ: 'DZ', И: 'I', І: 'I', Ї: 'I', Й: 'I', Ј: 'J', К: 'K', Ќ: 'K', Л: 'L', Љ: 'LJ', М: 'M',
  Н: 'N', Њ: 'NJ', О: 'O', П: 'P', Р: 'R', С: 'S', Т: 'T', Ћ: 'C', У: 'U', Ў: 'U', Ф: 'F', Х: 'KH', Ц: 'TS', Ч: 'CH', Џ: 'DZ', Ш: 'SH', Щ: 'SHCH', Ъ: 'IE', Ы: 'Y', Ь: '', Э: 'E', Ю: 'IU', Я: 'IA',
};
const TABLE: ReadonlyMap<string, string> = new Map([...Object.entries(LATIN), ...Object.entries(CYRILLIC)]);

/** Letters that states write either way: Müller is MUELLER or MULLER. */
const MAY_LOSE_ITS_MARK: Readonly<Record<string, string>> = { Ä: 'A', Å: 'A', Ö: 'O', Ø: 'O', Ü: 'U' };

/** Left out, not replaced: D'Arcy is DARCY. */
const APOSTROPHES = /['’ʼ‘`´]/g;

/** A name in the letters of a zone, its parts separated by single spaces. `isPlain` writes Ü as U instead of UE. */
export function transliterate(name: string, isPlain = false): string {
  const written = [...name.normalize('NFC').toUpperCase().replace(APOSTROPHES, '')].map((letter) => (isPlain ? MAY_LOSE_ITS_MARK[letter] : undefined) ?? TABLE.get(letter) ?? letter).join('');
  return written.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^A-Z]+/g, ' ').trim();
}
