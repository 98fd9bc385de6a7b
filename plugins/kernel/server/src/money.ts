import { code as iso4217, codes } from 'currency-codes';
import { z } from '@strapi/utils';

/** An amount: whole minor units (kobo for NGN) plus an ISO 4217 code. Never a float. */
export interface Money {
  minor: bigint;
  currency: string;
}

/** The largest amount that is accepted: 18 digits, below the limit of a PostgreSQL bigint with room for sums. */
export const MAX_AMOUNT_MINOR = 10n ** 18n - 1n;

/** Codes of ISO 4217 that begin with X are not money of a country (gold, tests, units of account), except these. */
const CURRENCIES_WITH_X = new Set(['XAF', 'XCD', 'XCG', 'XOF', 'XPF']);

const known = new Map<string, number>();
for (const currency of codes()) {
  if (currency.startsWith('X') && !CURRENCIES_WITH_X.has(currency)) continue;
  const digits = iso4217(currency)?.digits;
  if (typeof digits === 'number') known.set(currency, digits);
}

export const isCurrency = (code: string): boolean => known.has(code);
export const currencies = (): string[] => [...known.keys()].sort();

/**
 * How many decimals ISO 4217 gives a currency: 2 for NGN, 0 for XOF and JPY, 3 for KWD. Never ask `Intl` for this: it
 * disagrees with ISO for 29 currencies.
 *
 * @throws RangeError for a code that is no currency.
 */
export function currencyDigits(currency: string): number {
  const digits = known.get(currency);
  if (digits === undefined) throw new RangeError(`"${currency}" is not a currency of ISO 4217.`);
  return digits;
}

/** `NGN 5,000.00`: for people. For machines use `toMoneyJson`. */
export function formatMoney({ minor, currency }: Money): string {
  const digits = currencyDigits(currency);
  const unsigned = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  const whole = unsigned.slice(0, unsigned.length - digits).replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = digits > 0 ? `.${unsigned.slice(-digits)}` : '';
  return `${currency} ${minor < 0n ? '-' : ''}${whole}${fraction}`;
}

/**
 * Converts between our minor units and those of a gateway that gives a currency another number of decimals, as Paystack
 * gives every currency two. Exact, or refused.
 *
 * @throws RangeError when the amount has no exact form with fewer decimals.
 */
export function rescale(minor: bigint, fromDigits: number, toDigits: number): bigint {
  if (toDigits >= fromDigits) return minor * 10n ** BigInt(toDigits - fromDigits);
  const divisor = 10n ** BigInt(fromDigits - toDigits);
  if (minor % divisor !== 0n) throw new RangeError(`${minor} with ${fromDigits} decimals has no exact form with ${toDigits}.`);
  return minor / divisor;
}

export interface MoneyJson {
  amountMinor: string;
  currency: string;
}

export const toMoneyJson = ({ minor, currency }: Money): MoneyJson => ({ amountMinor: minor.toString(), currency });

/** A positive amount on the wire: a string, because a JSON number loses digits above 2⁵³. */
export const amountMinorSchema = z
  .string()
  .regex(/^[1-9]\d{0,17}$/, 'Whole minor units as a string of 1 to 18 digits, e.g. "500000" is NGN 5,000.00')
  .meta({ description: 'Whole minor units as a string, e.g. "500000" for NGN 5,000.00', example: '500000' });

/** An amount in an answer; it may be zero or negative. */
export const amountMinorOut = z
  .string()
  .regex(/^-?(0|[1-9]\d*)$/)
  .meta({ description: 'Whole minor units as a string', example: '500000' });

export const currencySchema = z
  .string()
  .refine(isCurrency, 'An ISO 4217 code in capitals, e.g. "NGN"')
  .meta({ description: 'ISO 4217 code', example: 'NGN', pattern: '^[A-Z]{3}$' });
