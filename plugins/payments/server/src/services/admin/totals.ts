import type { Core } from '@strapi/strapi';
import { clock, sql } from '#kernel';
import { isPaid, paymentMachine } from '../../domain/payment';
import { gateways } from '../../gateways/registry';
import { occurringValues, occurringFacets } from './facets';

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;

type Group = 'succeeded' | 'failed' | 'abandoned';
type Totals = Record<Group, { count: number; amountMinor: string }>;

const paid = new Set<string>(paymentMachine.states.filter(isPaid));

/** What a state counts as. A payment that was paid and given back was paid all the same; an unfinished one counts nowhere. */
const groupOf = (state: string): Group | undefined => {
  if (paid.has(state)) return 'succeeded';
  return state === 'failed' || state === 'abandoned' ? state : undefined;
};

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/**
 * How many payments were begun on each day (UTC), what became of them, and what they come to. Read from the index
 * alone; it grows with the payments of the range, which the request bounds.
 */
export async function totalsPerDay(strapi: Core.Strapi, wanted: { currency?: string | undefined; from?: string | undefined; to?: string | undefined }) {
  const meta = await occurringValues(strapi);
  const currency = wanted.currency ?? (await newestCurrency(strapi)) ?? gateways(strapi).all()[0]?.currencies[0] ?? 'USD';
  const to = wanted.to ?? dayOf(new Date(clock.now().getTime() + DAY_MS));
  const from = wanted.from ?? dayOf(new Date(Date.parse(to) - DEFAULT_DAYS * DAY_MS));
  const rows = await sql(strapi).query<{ day: string; state: string; count: number; sum: string }>(
    `SELECT to_char(s.day, 'YYYY-MM-DD') AS day, f.state, sum(s.count)::int AS count, sum(s.sum)::text AS sum
     FROM (SELECT * FROM (${occurringFacets()}) f WHERE kind = 'payment' AND currency = $1) f
     CROSS JOIN LATERAL (
       SELECT t.created_at::date AS day, count(*) AS count, sum(t.amount_minor) AS sum FROM transactions t
       WHERE t.kind = f.kind AND t.gateway = f.gateway AND t.currency = f.currency AND t.state = f.state
         AND t.created_at >= $2::timestamp AND t.created_at < $3::timestamp
       GROUP BY t.created_at::date) s
     GROUP BY s.day, f.state`,
    [currency, from, to],
  );
  const days = new Map<string, Totals>();
  for (let at = Date.parse(from); at < Date.parse(to); at += DAY_MS) days.set(dayOf(new Date(at)), emptyDay());
  for (const { day, state, count, sum } of rows) {
    const group = groupOf(state);
    const total = group && days.get(day)?.[group];
    if (!total) continue;
    total.count += count;
    total.amountMinor = (BigInt(total.amountMinor) + BigInt(sum)).toString();
  }
  return { data: { currency, from, to, days: [...days].map(([day, totals]) => ({ day, ...totals })) }, meta };
}

const emptyDay = (): Totals => ({ succeeded: zero(), failed: zero(), abandoned: zero() });
const zero = () => ({ count: 0, amountMinor: '0' });

async function newestCurrency(strapi: Core.Strapi): Promise<string | undefined> {
  const [row] = await sql(strapi).query<{ currency: string }>('SELECT currency FROM transactions ORDER BY created_at DESC, id DESC LIMIT 1');
  return row?.currency;
}
