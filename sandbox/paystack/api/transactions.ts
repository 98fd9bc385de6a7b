import { duplicateReference, invalidParams, notFound, transactionNotFound } from '../errors.ts';
import type { Sandbox } from '../sandbox.ts';
import { createTransaction } from '../transactions/create.ts';
import { presentFetched, presentListed, presentVerified } from '../transactions/present.ts';
import { startTimeline } from '../transactions/timeline.ts';
import type { Domain, Transaction } from '../transactions/transaction.ts';
import { initializeBody } from './initialize-body.ts';
import { paginateByCursor, paginateByNumber } from './pagination.ts';
import { fromQuery, parseOrRefuse } from './parse.ts';
import type { ApiRoute } from './route.ts';
import { createFilter, listQuery } from './transaction-filters.ts';

/** @see https://paystack.com/docs/api/transaction/ */

/** `undefined` too where the transaction belongs to the other domain. */
const visible = (transaction: Transaction | undefined, domain: Domain) =>
  transaction?.domain === domain ? transaction : undefined;

const initialize: ApiRoute = {
  method: 'POST',
  path: '/transaction/initialize',
  handle({ body, domain, ipAddress }, sandbox) {
    const asked = parseOrRefuse(initializeBody, body);
    refuseUnknownParts(asked);
    // References are unique for ever, also those of failed and abandoned transactions.
    if (asked.reference !== undefined && sandbox.transactions.by('reference', asked.reference)) throw duplicateReference();
    const { reference, email, amount, currency } = asked;
    const transaction = createTransaction(sandbox, {
      domain, reference, email, amount, currency, ipAddress,
      callbackUrl: asked.callback_url ?? null, label: asked.label ?? null, metadata: asked.metadata ?? null, isForeign: false,
    });
    return {
      message: 'Authorization URL created',
      data: {
        authorization_url: sandbox.checkoutUrl(transaction),
        access_code: transaction.accessCode,
        reference: transaction.reference,
      },
    };
  },
};

/** Plans, splits and subaccounts do not exist here; taking their codes would hide a mistake from the caller. */
function refuseUnknownParts(asked: { plan?: unknown; split_code?: unknown; subaccount?: unknown }) {
  if (asked.plan !== undefined) throw notFound('plan_not_found', 'Plan not found');
  if (asked.split_code !== undefined) throw notFound('split_not_found', 'Split not found');
  if (asked.subaccount !== undefined) throw notFound('subaccount_not_found', 'Subaccount not found');
}

const verify: ApiRoute = {
  method: 'GET',
  path: '/transaction/verify/:reference',
  handle({ params, domain }, { transactions }) {
    const transaction = visible(transactions.by('reference', params['reference'] ?? ''), domain);
    if (!transaction) throw transactionNotFound();
    return { message: 'Verification successful', data: presentVerified(transaction) };
  },
};

const fetchOne: ApiRoute = {
  method: 'GET',
  path: '/transaction/:id',
  handle({ params, domain }, { transactions }) {
    const id = params['id'] ?? '';
    if (!/^\d{1,18}$/.test(id)) throw invalidParams('Transaction ID should be numeric');
    const transaction = visible(transactions.by('id', id), domain);
    if (!transaction) throw notFound('transaction_not_found', 'Transaction not found');
    return { message: 'Transaction retrieved', data: presentFetched(transaction) };
  },
};

const timeline: ApiRoute = {
  method: 'GET',
  path: '/transaction/timeline/:id_or_reference',
  handle({ params, domain }, { transactions }) {
    const key = params['id_or_reference'] ?? '';
    const transaction = visible(transactions.by('reference', key) ?? transactions.by('id', key), domain);
    if (!transaction) throw notFound('transaction_not_found', 'Transaction ID or reference is invalid');
    return { message: 'Timeline retrieved', data: transaction.timeline ?? startTimeline(transaction.createdAt) };
  },
};

const list: ApiRoute = {
  method: 'GET',
  path: '/transaction',
  handle({ query: search, domain }, sandbox: Sandbox) {
    const query = parseOrRefuse(listQuery, fromQuery(search));
    const rows = sandbox.transactions.newestFirst().filter(createFilter(domain, query));
    if (query.use_cursor === true) {
      const page = paginateByCursor('transaction', rows, query);
      return { message: 'Transactions retrieved', data: page.rows.map(presentListed), meta: page.meta };
    }
    const page = paginateByNumber(rows, query);
    const volume = rows.reduce((sum, one) => sum + one.amount, 0);
    return { message: 'Transactions retrieved', data: page.rows.map(presentListed), meta: { ...page.meta, total_volume: volume } };
  },
};

export const transactionRoutes: readonly ApiRoute[] = [initialize, verify, fetchOne, timeline, list];
