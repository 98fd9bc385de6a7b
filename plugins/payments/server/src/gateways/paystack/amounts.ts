import { currencyDigits, isCurrency, MAX_AMOUNT_MINOR, rescale, type Money } from '#kernel';

/** Paystack gives every currency two decimals, XOF included, where ISO 4217 gives it none. */
const PAYSTACK_DIGITS = 2;

/** Paystack's minimums, in its own subunits. https://paystack.com/docs/payments/payment-channels/ and its API errors. */
const MINIMUM_SUBUNITS: Record<string, bigint> = { NGN: 5_000n, USD: 200n, GHS: 10n, ZAR: 100n, KES: 300n, XOF: 100n };

export const paystackCurrencies = Object.keys(MINIMUM_SUBUNITS);

export const minimumMinor = (currency: string): bigint =>
  rescale(MINIMUM_SUBUNITS[currency] ?? 1n, PAYSTACK_DIGITS, currencyDigits(currency));

/** Our minor units in Paystack's subunits. Always exact: no currency of theirs has more than two decimals. */
export const toSubunits = ({ minor, currency }: Money): bigint => rescale(minor, currencyDigits(currency), PAYSTACK_DIGITS);

/**
 * Paystack's subunits in our minor units. Amounts come as numbers and, in some events, as strings. `isExact` is false
 * when a fraction was cut off; an amount beyond what we store is none.
 */
export function fromSubunits(amount: unknown, currency: unknown): { money: Money; isExact: boolean } | undefined {
  if (typeof currency !== 'string' || !isCurrency(currency)) return undefined;
  const text = typeof amount === 'number' && Number.isSafeInteger(amount) ? String(amount) : amount;
  if (typeof text !== 'string' || !/^\d{1,18}$/.test(text)) return undefined;
  const divisor = 10n ** BigInt(PAYSTACK_DIGITS - Math.min(PAYSTACK_DIGITS, currencyDigits(currency)));
  const scaled = BigInt(text) * 10n ** BigInt(Math.max(0, currencyDigits(currency) - PAYSTACK_DIGITS));
  const minor = scaled / divisor;
  return minor > MAX_AMOUNT_MINOR ? undefined : { money: { minor, currency }, isExact: scaled % divisor === 0n };
}
