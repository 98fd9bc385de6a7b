import { bookkeepingMistakes } from '../support/bookkeeping.ts';
import type { ChaosDatabase } from './database.ts';
import type { Truth } from './paystack.ts';
import type { Acknowledged } from './payer.ts';
import type { Proof } from './report.ts';
import { proveRules } from './rules.ts';

interface Arrival {
  reference: string;
  kind: 'payment' | 'arrival_in_suspense';
  subject: string | null;
  amount: string;
  currency: string;
  account: string;
}

interface PaymentRow {
  id: string;
  state: string;
  amount: string;
  currency: string;
  references: string[];
}

const ARRIVALS = `
  SELECT split_part(p.key, ':', 3) AS reference, p.kind, p.subject, e.amount_minor::text AS amount, a.currency, a.kind AS account
    FROM ledger_postings p JOIN ledger_entries e ON e.posting_id = p.id AND e.direction = 'credit' JOIN ledger_accounts a ON a.id = e.account_id
   WHERE p.key LIKE 'arrival:%'`;
const PAYMENTS = `
  SELECT t.document_id AS id, t.state, t.amount_minor::text AS amount, t.currency, array_agg(a.reference) AS "references"
    FROM transactions t LEFT JOIN payment_attempts a ON a.transaction_id = t.id GROUP BY t.id`;

/** Compares what the sandbox says was paid with what we booked. */
export async function proveMoney(database: ChaosDatabase, all: readonly Truth[], acknowledged: readonly Acknowledged[]): Promise<Proof[]> {
  const paid = new Map(all.filter(({ status }) => status === 'success').map((truth) => [truth.reference, truth]));
  const arrivals = await database.query<Arrival & Record<string, unknown>>(ARRIVALS);
  const payments = await database.query<PaymentRow & Record<string, unknown>>(PAYMENTS);
  const byReference = new Map(payments.flatMap((payment) => payment.references.map((reference) => [reference, payment] as const)));
  const booked = new Map(arrivals.map((arrival) => [arrival.reference, arrival]));

  const fits = (truth: Truth) => {
    const payment = byReference.get(truth.reference);
    return payment !== undefined && truth.currency === payment.currency && String(truth.requested_amount) === payment.amount && truth.amount >= Number(payment.amount);
  };
  const credits = new Map<string, Arrival[]>();
  for (const arrival of arrivals) {
    if (arrival.kind === 'payment') credits.set(arrival.subject ?? '', [...(credits.get(arrival.subject ?? '') ?? []), arrival]);
  }
  const owed = payments.filter(({ references }) => references.some((reference) => paid.has(reference) && fits(paid.get(reference) as Truth)));

  const wrongAmount = ({ reference, kind, amount, currency }: Arrival) => {
    const truth = paid.get(reference);
    const right = kind === 'payment' ? byReference.get(reference)?.amount : String(truth?.amount);
    return truth !== undefined && (amount !== right || currency !== truth.currency);
  };
  const known = new Set(payments.map(({ id }) => id));
  return [
    { promise: 'every paid reference is booked', offenders: [...paid.keys()].filter((reference) => !booked.has(reference)) },
    { promise: 'each paid payment is credited once', offenders: owed.filter(({ id, state }) => credits.get(id)?.length !== 1 || state !== 'succeeded').map(({ id }) => id) },
    { promise: 'nobody else is credited', offenders: [...credits.keys()].filter((id) => !owed.some((payment) => payment.id === id)) },
    { promise: 'no money from nothing', offenders: arrivals.filter(({ reference }) => !paid.has(reference)).map(({ reference }) => reference) },
    { promise: 'amounts are what was paid', offenders: arrivals.filter(wrongAmount).map(({ reference }) => reference) },
    {
      promise: 'nothing in suspense that should not be',
      offenders: arrivals.filter(({ kind, reference }) => {
        const truth = paid.get(reference);
        const payment = byReference.get(reference);
        const isSecond = payment !== undefined && (credits.get(payment.id) ?? []).some((credit) => credit.reference !== reference);
        return kind === 'arrival_in_suspense' && truth !== undefined && fits(truth) && !isSecond;
      }).map(({ reference }) => reference),
    },
    { promise: 'what was acknowledged is there', offenders: acknowledged.filter(({ id }) => !known.has(id)).map(({ id }) => id) },
    { promise: 'one key, one payment', offenders: twice(acknowledged.map(({ id }) => id)) },
    sumsOf(paid, arrivals),
  ];
}

const twice = (ids: readonly string[]) => ids.filter((id, index) => ids.indexOf(id) !== index);

function sumsOf(paid: ReadonlyMap<string, Truth>, arrivals: readonly Arrival[]): Proof {
  const total = [...paid.values()].reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  const held = arrivals.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  return { promise: 'wallets and suspense hold what was paid', offenders: total === held ? [] : [`paid ${total}, held ${held}`] };
}

const RULES: Readonly<Record<string, string>> = {
  'the books balance': `SELECT what || ': ' || which AS offender FROM (${bookkeepingMistakes}) found`,
  'wallets and suspense owe what gateways hold': `
    SELECT currency || ' is off by ' || off AS offender FROM (
      SELECT a.currency, sum(CASE e.direction WHEN 'debit' THEN e.amount_minor ELSE -e.amount_minor END) AS off
        FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id GROUP BY a.currency) sums WHERE off <> 0`,
  'succeeded and announced are one': `
    SELECT t.document_id AS offender FROM transactions t
     WHERE (t.state = 'succeeded')::int <> (SELECT count(*) FROM domain_events d WHERE d.aggregate_id = t.document_id AND d.type = 'payment.succeeded')`,
  'suspense and discrepancies are one': `
    SELECT coalesce(d.reference, split_part(p.key, ':', 3)) AS offender
      FROM (SELECT * FROM ledger_postings WHERE kind = 'arrival_in_suspense') p
      FULL JOIN (SELECT * FROM payment_discrepancies WHERE amount_minor IS NOT NULL) d ON p.key = 'arrival:' || d.gateway || ':' || d.reference
     WHERE p.id IS NULL OR d.id IS NULL`,
  'no event is pending': `SELECT 'outbox ' || seq AS offender FROM event_outbox UNION ALL SELECT name || ' ' || id FROM jobs.job WHERE name LIKE 'event.%' AND state IN ('created', 'retry', 'active')`,
  'no event was lost to the dead letters': `SELECT id::text AS offender FROM jobs.job WHERE name = 'dead-letters' AND state = 'created'`,
  'every webhook is settled': `SELECT message_id || ' is ' || state AS offender FROM inbox_deliveries WHERE state NOT IN ('processed', 'ignored')`,
};

/** What the database must say about itself. */
export const proveBooks = (database: ChaosDatabase): Promise<Proof[]> => proveRules(database, RULES);
