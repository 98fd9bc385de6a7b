import type { Sandbox } from '../sandbox.ts';
import type { Domain, Transaction } from '../transactions/transaction.ts';
import { fromQuery, parseOrRefuse } from './parse.ts';
import type { ApiRoute } from './route.ts';
import { isInPeriod, periodQuery } from './transaction-filters.ts';

/** Sums over the successful transactions: what was taken, and what is left of it after Paystack's fees. */

function sumByCurrency(
  { transactions }: Sandbox, domain: Domain, isCounted: (one: Transaction) => boolean, valueOf: (one: Transaction) => number,
) {
  const sums = new Map<string, number>();
  for (const one of transactions.values()) {
    if (one.domain !== domain || one.status !== 'success' || !isCounted(one)) continue;
    sums.set(one.currency, (sums.get(one.currency) ?? 0) + valueOf(one));
  }
  return sums;
}

const totals: ApiRoute = {
  method: 'GET',
  path: '/transaction/totals',
  handle({ query, domain }, sandbox) {
    const period = parseOrRefuse(periodQuery, fromQuery(query));
    let count = 0;
    const volumes = sumByCurrency(sandbox, domain, (one) => isInPeriod(one, period), (one) => {
      count += 1;
      return one.amount;
    });
    const byCurrency = [...volumes].map(([currency, amount]) => ({ currency, amount }));
    return {
      message: 'Transaction totals',
      data: {
        total_transactions: count,
        // Paystack adds different currencies up here, meaningless as that is.
        total_volume: byCurrency.reduce((sum, { amount }) => sum + amount, 0),
        total_volume_by_currency: byCurrency,
        // Nothing is settled here, so everything that came in still waits for its transfer to the merchant.
        pending_transfers: byCurrency.reduce((sum, { amount }) => sum + amount, 0),
        pending_transfers_by_currency: byCurrency,
      },
    };
  },
};

const balance: ApiRoute = {
  method: 'GET',
  path: '/balance',
  handle({ domain }, sandbox) {
    const balances = sumByCurrency(sandbox, domain, () => true, (one) => one.amount - (one.fees ?? 0));
    if (balances.size === 0) balances.set('NGN', 0);
    return { message: 'Balances retrieved', data: [...balances].map(([currency, sum]) => ({ currency, balance: sum })) };
  },
};

export const moneyTotalRoutes: readonly ApiRoute[] = [totals, balance];
