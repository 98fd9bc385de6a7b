import { currencies, currencyDigits, type Sql } from '#kernel';
import { readSearch } from '../../domain/search';

/** More matches than these are not looked at: a search answers at the same speed whatever is typed. */
const MOST_TRANSACTIONS = 500;
const MOST_PAYERS = 50;

/** Where a search has to look: rows that are known already, payers, or amounts. Several mean: any of them. */
export interface Candidates {
  transactionIds?: number[];
  payerIds?: number[];
  amounts?: { minor: string; currencies: string[] | null }[];
  /** There were more matches than are looked at. */
  isCapped: boolean;
}

const decimals = [...new Set(currencies().map(currencyDigits))];

/** Turns what was typed into the places to look at. */
export async function findCandidates(db: Sql, typed: string): Promise<Candidates> {
  const term = readSearch(typed, decimals);
  if (term.kind === 'id') {
    const rows = await db.query<{ id: number }>('SELECT id FROM transactions WHERE document_id = $1', [term.id]);
    return { transactionIds: rows.map(({ id }) => id), isCapped: false };
  }
  if (term.kind === 'amount') {
    const amounts = term.readings.map(({ minor, digits }) => ({ minor, currencies: currenciesOf(term.currency, digits) }));
    return { amounts: amounts.filter((amount) => amount.currencies?.length !== 0), isCapped: false };
  }
  const found: Candidates = { isCapped: false };
  if (term.of.includes('reference')) {
    const rows = await startingWith<{ id: number }>(db, 'SELECT transaction_id AS id FROM payment_attempts WHERE', 'reference COLLATE "C"', term.text, MOST_TRANSACTIONS);
    found.transactionIds = rows.slice(0, MOST_TRANSACTIONS).map(({ id }) => id);
    found.isCapped = rows.length > MOST_TRANSACTIONS;
  }
  if (term.of.includes('email')) {
    const rows = await startingWith<{ id: number }>(db, 'SELECT id FROM up_users WHERE', '(lower(email)) COLLATE "C"', term.text, MOST_PAYERS);
    found.payerIds = rows.slice(0, MOST_PAYERS).map(({ id }) => id);
    found.isCapped ||= rows.length > MOST_PAYERS;
  }
  return found;
}

/** The currencies that a reading of an amount holds for; `null`: all of them. */
function currenciesOf(named: string | null, digits: number | null): string[] | null {
  if (named === null && digits === null) return null;
  return currencies().filter((currency) => (named === null || currency === named) && (digits === null || currencyDigits(currency) === digits));
}

/**
 * The newest (for references, which begin with their time) rows whose text starts so. As a range, because a LIKE with
 * a placeholder cannot use an index; in the order of bytes, where U+10FFFF is the last character.
 */
const startingWith = <Row>(db: Sql, select: string, column: string, prefix: string, most: number): Promise<Row[]> =>
  db.query<Row>(`${select} ${column} >= $1 AND ${column} < $2 ORDER BY ${column} DESC LIMIT ${most + 1}`, [prefix, `${prefix}\u{10FFFF}`]);
