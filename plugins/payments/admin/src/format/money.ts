import { code } from 'currency-codes';

/** ISO 4217's number of decimals; `Intl` disagrees with it for some currencies. */
const digitsOf = (currency: string): number => code(currency)?.digits ?? 2;

/** `NGN 5,000.00` from "500000"; digits are moved, never calculated with as floats. */
export function formatMoney(amountMinor: string, currency: string): string {
  const isNegative = amountMinor.startsWith('-');
  const digits = digitsOf(currency);
  const padded = amountMinor.replace('-', '').padStart(digits + 1, '0');
  const whole = padded.slice(0, padded.length - digits).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${currency} ${isNegative ? '-' : ''}${whole}${digits > 0 ? `.${padded.slice(-digits)}` : ''}`;
}

/** The same without the currency, for columns whose heading names it. */
export const formatAmount = (amountMinor: string, currency: string): string => formatMoney(amountMinor, currency).slice(currency.length + 1);

/** "500000" from `5,000.00`, as somebody types it; nothing where that is no amount above zero. */
export function parseAmount(typed: string, currency: string): string | undefined {
  const digits = digitsOf(currency);
  const [, whole = '', decimals = ''] = /^(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d+))?$/.exec(typed.trim()) ?? [];
  if (whole === '' || decimals.length > digits) return undefined;
  const minor = BigInt(whole.replaceAll(',', '') + decimals.padEnd(digits, '0'));
  return minor > 0n ? minor.toString() : undefined;
}

const STEPS = [
  [1_000_000_000n, 'B'],
  [1_000_000n, 'M'],
  [1_000n, 'k'],
] as const;

/** `1.2M`: rounded down, for axes only. */
export function roundMoney(minor: bigint, currency: string): string {
  const whole = minor / 10n ** BigInt(digitsOf(currency));
  for (const [size, letter] of STEPS) {
    if (whole < size) continue;
    const tenths = (whole * 10n) / size;
    return tenths < 100n && tenths % 10n !== 0n ? `${tenths / 10n}.${tenths % 10n}${letter}` : `${tenths / 10n}${letter}`;
  }
  return whole.toString();
}

export const sumMinor = (amounts: readonly string[]): string => amounts.reduce((sum, amount) => sum + BigInt(amount), 0n).toString();
