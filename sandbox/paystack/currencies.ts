/**
 * What Paystack takes, in subunits. Every currency has two decimals here, XOF too, although ISO 4217 gives XOF none.
 *
 * @see https://paystack.com/docs/api/#supported-currency
 */
export interface CurrencyRule {
  /** Smallest amount of a transaction, in subunits. */
  readonly minimum: number;
  readonly countryCode: string;
  readonly fee: FeeRule;
}

/** A share of the amount plus a flat part, which small amounts are spared, up to a cap. All amounts in subunits. */
interface FeeRule {
  readonly perTenThousand: number;
  readonly flat: number;
  readonly flatFrom: number;
  readonly cap: number;
}

const share = (perTenThousand: number): FeeRule => ({ perTenThousand, flat: 0, flatFrom: 0, cap: Infinity });

export const currencies = {
  NGN: { minimum: 5_000, countryCode: 'NG', fee: { perTenThousand: 150, flat: 10_000, flatFrom: 250_000, cap: 200_000 } },
  USD: { minimum: 200, countryCode: 'US', fee: share(390) },
  GHS: { minimum: 10, countryCode: 'GH', fee: share(195) },
  ZAR: { minimum: 100, countryCode: 'ZA', fee: { perTenThousand: 290, flat: 100, flatFrom: 0, cap: Infinity } },
  KES: { minimum: 300, countryCode: 'KE', fee: share(290) },
  // In the documentation, though missing from the enum of the published specification.
  XOF: { minimum: 100, countryCode: 'CI', fee: share(320) },
} as const satisfies Record<string, CurrencyRule>;

export type Currency = keyof typeof currencies;

export const currencyCodes = Object.keys(currencies) as [Currency, ...Currency[]];

export const isCurrency = (code: string): code is Currency => Object.hasOwn(currencies, code);

/** What Paystack keeps of a successful transaction, in subunits, rounded up to a whole one. */
export function feeOf(amount: number, currency: string): number {
  if (!isCurrency(currency)) return 0;
  const { perTenThousand, flat, flatFrom, cap } = currencies[currency].fee;
  const fee = Math.ceil((amount * perTenThousand) / 10_000) + (amount >= flatFrom ? flat : 0);
  return Math.min(fee, cap);
}

/** `NGN 5,000.00`, from digits alone: a float never touches an amount. */
export function formatAmount(amount: number, currency: string): string {
  const digits = String(amount).padStart(3, '0');
  const units = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${currency} ${units}.${digits.slice(-2)}`;
}
