import { z } from 'zod';
import type { Domain, Transaction } from '../transactions/transaction.ts';
import { paginationQuery } from './pagination.ts';
import { queryDate, queryInteger } from './parse.ts';

export const periodQuery = z.looseObject({ from: queryDate.optional(), to: queryDate.optional() });

export const listQuery = z.looseObject({
  ...paginationQuery,
  ...periodQuery.shape,
  status: z.enum(['success', 'failed', 'abandoned', 'reversed']).optional(),
  source: z.enum(['merchantApi', 'checkout', 'pos', 'virtualTerminal']).optional(),
  terminal_id: z.string().optional(),
  virtual_account_number: z.string().optional(),
  customer_code: z.string().optional(),
  customer: queryInteger.optional(),
  amount: queryInteger.optional(),
  settlement: queryInteger.optional(),
  channel: z.enum(['card', 'pos', 'bank', 'dedicated_nuban', 'ussd', 'bank_transfer']).optional(),
  subaccount_code: z.string().optional(),
  split_code: z.string().optional(),
});

type ListQuery = z.output<typeof listQuery>;
type Period = z.output<typeof periodQuery>;

export const isInPeriod = (one: Transaction, { from, to }: Period) =>
  (from === undefined || one.createdAt >= from) && (to === undefined || one.createdAt <= to);

/** No transaction here came from a terminal, was settled or was split: asking for such ones finds nothing. */
const NEVER_PRESENT = ['terminal_id', 'virtual_account_number', 'settlement', 'subaccount_code', 'split_code'] as const;

export function createFilter(domain: Domain, query: ListQuery): (one: Transaction) => boolean {
  if (NEVER_PRESENT.some((name) => query[name] !== undefined)) return () => false;
  if (query.channel !== undefined && query.channel !== 'card') return () => false;
  if (query.source !== undefined && query.source !== 'merchantApi') return () => false;
  return (one) =>
    one.domain === domain &&
    isInPeriod(one, query) &&
    (query.status === undefined || one.status === query.status) &&
    (query.customer_code === undefined || one.customer.code === query.customer_code) &&
    (query.customer === undefined || one.customer.id === query.customer) &&
    (query.amount === undefined || one.amount === query.amount);
}
