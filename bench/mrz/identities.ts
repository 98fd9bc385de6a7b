import type { ZoneSource } from '../../tests/support/mrz/compose-zone.ts';
import type { Random } from './random.ts';

const PRIMARY = ['ERIKSSON', 'OKORO', 'ADEYEMI', 'BALOGUN', 'NWOSU', 'OBI', 'VAN DER MEER', 'ABDULLAHI MUSA', 'GARCIA LOPEZ', 'WU', 'KRISHNAMURTHY', 'EZE', 'MBEKI', 'ZIMMERMANN', 'QUAYE', 'OYELARAN OYEYINKA', 'JEFFERSON', 'HAKOBYAN', 'XU', 'DLAMINI'];
const SECONDARY = ['ANNA MARIA', 'UCHENNA', 'FOLASADE JOY', 'IBRAHIM', 'CHUKWUEMEKA DAVID', 'LI', 'JEAN PIERRE', 'KWAME', 'ZAINAB', 'OLUWASEUN TEMITOPE', 'PRIYA', 'YUSUF', 'GRACE', 'VICTOR HUGO', 'BLESSING', 'MAXIMILIAN'];
const STATES = ['NGA', 'GHA', 'KEN', 'ZAF', 'UTO', 'GBR', 'USA', 'D', 'FRA', 'IND', 'CHN', 'BRA', 'EGY', 'SWE', 'TZA'];
const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const two = (value: number) => String(value).padStart(2, '0');
const signs = (random: Random, length: number, from = SIGNS) => Array.from({ length }, () => from.charAt(random.whole(0, from.length - 1))).join('');

/** Somebody with a document; numbers are of letters and digits, digits alone, or a letter and digits, as states have them. */
export function makeIdentity(random: Random): ZoneSource {
  const format = random.pick(['TD1', 'TD2', 'TD3', 'TD3'] as const);
  const issuer = random.pick(STATES);
  const number = random.pick([() => signs(random, 9), () => signs(random, 9, '0123456789'), () => signs(random, 1, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') + signs(random, 8, '0123456789')])();
  return {
    format,
    documentCode: format === 'TD3' ? random.pick(['P', 'P', 'PO']) : random.pick(['I', 'ID', 'AC']),
    issuer,
    nationality: random.chance(0.8) ? issuer : random.pick(STATES),
    primary: random.pick(PRIMARY),
    secondary: random.pick(SECONDARY),
    documentNumber: format !== 'TD3' && random.chance(0.15) ? number + signs(random, 3, '0123456789') : number,
    birthDate: two(random.whole(40, 99)) + two(random.whole(1, 12)) + two(random.whole(1, 28)),
    expiryDate: two(random.whole(20, 38)) + two(random.whole(1, 12)) + two(random.whole(1, 28)),
    sex: random.pick(['M', 'F', '<'] as const),
    optional: random.chance(0.5) ? signs(random, random.whole(1, format === 'TD3' ? 14 : 2)) : '',
    optional2: random.chance(0.3) ? signs(random, 11) : '',
  };
}
