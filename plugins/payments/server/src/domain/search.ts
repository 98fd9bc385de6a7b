/** What staff may be looking for when they type into the search field. */
export type SearchTerm =
  | { kind: 'id'; id: string }
  /** The beginning of a reference, of an e-mail address, or either. */
  | { kind: 'prefix'; text: string; of: readonly ('reference' | 'email')[] }
  /** Readings of an amount; `digits` are the decimals of the currencies that a reading holds for, `null`: of all. */
  | { kind: 'amount'; currency: string | null; readings: readonly { minor: string; digits: number | null }[] };

const PAYMENT_ID = /^pay_[0-9a-z]{26}$/;
const AMOUNT = /^(?:([a-z]{3})\s*)?(\d[\d, ]*)(?:\.(\d{1,4}))?(?:\s*([a-z]{3}))?$/;
/** As in the ledger: 18 digits fit a bigint with room for sums. */
const LONGEST_MINOR = 18;

/**
 * Reads what was typed. `5,000.00` is an amount in major units, for any currency that has so many decimals; `500000`
 * may be major or minor units, so both are looked for; `NGN 5,000.00` names its currency.
 *
 * @param decimals every number of decimals that a currency has, e.g. `[0, 2, 3]`.
 */
export function readSearch(typed: string, decimals: readonly number[]): SearchTerm {
  const text = typed.trim().toLowerCase();
  if (PAYMENT_ID.test(text)) return { kind: 'id', id: text };
  if (text.includes('@')) return { kind: 'prefix', text, of: ['email'] };
  return readAmount(text, decimals) ?? { kind: 'prefix', text, of: ['reference', 'email'] };
}

function readAmount(text: string, decimals: readonly number[]): SearchTerm | undefined {
  const [, before, whole, fraction, after] = AMOUNT.exec(text) ?? [];
  if (whole === undefined || (before !== undefined && after !== undefined)) return undefined;
  const digits = whole.replace(/[, ]/g, '');
  const isPlain = digits === whole.trim() && fraction === undefined;
  const currency = (before ?? after)?.toUpperCase() ?? null;
  const readings: { minor: string; digits: number | null }[] = isPlain ? [{ minor: trimZeros(digits), digits: null }] : [];
  for (const count of decimals) {
    // Zeros beyond the decimals of a currency say nothing: "5000.00" may be yen.
    const kept = (fraction ?? '').replace(/0+$/, '');
    if (kept.length > count) continue;
    const minor = trimZeros(digits + kept.padEnd(count, '0'));
    if (!readings.some((reading) => reading.digits === null && reading.minor === minor)) readings.push({ minor, digits: count });
  }
  const fitting = readings.filter(({ minor }) => minor !== '0' && minor.length <= LONGEST_MINOR);
  return fitting.length > 0 ? { kind: 'amount', currency, readings: fitting } : undefined;
}

const trimZeros = (digits: string) => digits.replace(/^0+(?=\d)/, '');
