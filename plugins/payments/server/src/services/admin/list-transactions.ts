import type { Core } from '@strapi/strapi';
import { kernel, sql } from '#kernel';
import type { TransactionFilters } from '../transactions';
import { createBinder, type Binder } from './binder';
import { occurringFacets } from './facets';
import { findCandidates, type Candidates } from './find-candidates';

export interface StaffFilters extends TransactionFilters {
  gateway?: string | undefined;
  /** Only those with an open discrepancy. */
  flagged?: boolean | undefined;
  search?: string | undefined;
}

export interface StaffRow {
  row_id: number;
  id: string;
  kind: 'payment' | 'refund' | 'payout';
  state: string;
  reference: string;
  amount_minor: string;
  currency: string;
  gateway: string;
  description: string | null;
  payer_id: string;
  payer_email: string;
  is_flagged: boolean;
  created_at: Date;
  updated_at: Date;
}

const IS_FLAGGED = `EXISTS (SELECT 1 FROM payment_discrepancies d WHERE d.transaction_id = t.id AND d.state = 'open')`;

/**
 * One page of all transactions, newest first. Each way of asking has an index that gives its rows in this order, and
 * each source stops after one page of them, so the cost does not grow with the table.
 *
 * @throws CursorWrong when the cursor was made for other filters.
 */
export async function listTransactions(strapi: Core.Strapi, filters: StaffFilters, limit: number, cursor?: string) {
  const scope = `staff:transactions:${JSON.stringify([filters.state, filters.kind, filters.currency, filters.gateway, filters.from, filters.to, filters.flagged, filters.search])}`;
  const after = cursor === undefined ? undefined : kernel(strapi).cursors.read(scope, cursor);
  const candidates = filters.search === undefined ? undefined : await findCandidates(sql(strapi), filters.search);
  const bind = createBinder();
  const page = { where: pageOf(filters, after, bind), most: limit + 1 };
  const found = sources(filters, candidates, page, bind);
  const rows = found.length === 0 ? [] : await sql(strapi).query<StaffRow>(
    `SELECT t.id AS row_id, t.document_id AS id, t.kind, t.state, t.reference, t.amount_minor, t.currency, t.gateway, t.description,
            t.created_at, t.updated_at, u.document_id AS payer_id, u.email AS payer_email, ${IS_FLAGGED} AS is_flagged
     FROM (SELECT DISTINCT id FROM (${found.join(' UNION ALL ')}) s) p
     JOIN transactions t ON t.id = p.id JOIN up_users u ON u.id = t.payer_id
     ORDER BY t.created_at DESC, t.id DESC LIMIT ${bind(limit + 1)}`,
    bind.values,
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    rows: rows.slice(0, limit),
    nextCursor: last ? kernel(strapi).cursors.write(scope, [last.created_at.toISOString(), last.row_id]) : null,
    isCapped: candidates?.isCapped ?? false,
  };
}

interface Page {
  /** Conditions on `t` that every source of rows keeps. */
  where: string;
  most: number;
}

function pageOf({ from, to }: StaffFilters, after: (string | number)[] | undefined, bind: Binder): string {
  const conditions = ['true'];
  if (from) conditions.push(`t.created_at >= ${bind(from)}`);
  if (to) conditions.push(`t.created_at < ${bind(to)}`);
  if (after) conditions.push(`(t.created_at, t.id) < (${bind(new Date(String(after[0])))}, ${bind(after[1])})`);
  return conditions.join(' AND ');
}

const ORDER = 'ORDER BY t.created_at DESC, t.id DESC';
const facetNames = ['kind', 'gateway', 'currency', 'state'] as const;

/** Conditions on the facets of a transaction, or of a combination of them. */
const facetsOf = (filters: StaffFilters, alias: string, bind: Binder): string[] =>
  facetNames.flatMap((name) => (filters[name] === undefined ? [] : [`${alias}.${name} = ${bind(filters[name])}`]));

/** Statements that give the ids of rows of this page; a row may come from several. */
function sources(filters: StaffFilters, found: Candidates | undefined, page: Page, bind: Binder): string[] {
  const amountsOnly = found?.amounts !== undefined;
  if (filters.flagged && (!found || amountsOnly)) return [flagged(filters, found, page, bind)];
  if (!found) return [facetsOf(filters, 't', createBinder()).length > 0 ? byFacet(filters, page, bind) : newest(page)];
  // A value may only be bound where it is used: PostgreSQL refuses to guess the type of one that is not.
  const rest = () => ({ ...page, where: [page.where, ...facetsOf(filters, 't', bind), ...(filters.flagged ? [IS_FLAGGED] : [])].join(' AND ') });
  return [
    ...(found.transactionIds?.length ? [`SELECT t.id FROM transactions t WHERE t.id = ANY(${bind(found.transactionIds)}::int[]) AND ${rest().where}`] : []),
    ...(found.payerIds?.length ? [ofPayers(found.payerIds, rest(), bind)] : []),
    ...(found.amounts ?? []).map((amount) => byFacet(filters, page, bind, amount)),
  ];
}

const newest = ({ where, most }: Page) => `(SELECT t.id FROM transactions t WHERE ${where} ${ORDER} LIMIT ${most})`;

function byFacet(filters: StaffFilters, { where, most }: Page, bind: Binder, amount?: { minor: string; currencies: string[] | null }): string {
  const minor = amount ? `${bind(amount.minor)}::bigint` : undefined;
  const wanted = facetsOf(filters, 'f', bind);
  if (amount?.currencies) wanted.push(`f.currency = ANY(${bind(amount.currencies)})`);
  return `SELECT s.id FROM (SELECT * FROM (${occurringFacets(minor)}) f WHERE ${wanted.join(' AND ') || 'true'}) f CROSS JOIN LATERAL (
    SELECT t.id FROM transactions t WHERE ${minor ? `t.amount_minor = ${minor} AND ` : ''}t.kind = f.kind AND t.gateway = f.gateway
      AND t.currency = f.currency AND t.state = f.state AND ${where} ${ORDER} LIMIT ${most}) s`;
}

const ofPayers = (ids: number[], { where, most }: Page, bind: Binder) =>
  `SELECT s.id FROM unnest(${bind(ids)}::int[]) payer (id) CROSS JOIN LATERAL (
    SELECT t.id FROM transactions t WHERE t.payer_id = payer.id AND ${where} ${ORDER} LIMIT ${most}) s`;

/** From the open discrepancies, which staff keep few. OFFSET 0 keeps the planner from walking all transactions instead. */
function flagged(filters: StaffFilters, found: Candidates | undefined, { where }: Page, bind: Binder): string {
  const amounts = found?.amounts?.map(({ minor, currencies }) => `(t.amount_minor = ${bind(minor)}${currencies ? ` AND t.currency = ANY(${bind(currencies)})` : ''})`);
  const wanted = [where, ...facetsOf(filters, 't', bind), ...(amounts ? [`(${amounts.join(' OR ') || 'false'})`] : [])].join(' AND ');
  return `SELECT s.id FROM (SELECT DISTINCT transaction_id FROM payment_discrepancies WHERE state = 'open' AND transaction_id IS NOT NULL) d
    CROSS JOIN LATERAL (SELECT t.id FROM transactions t WHERE t.id = d.transaction_id AND ${wanted} OFFSET 0) s`;
}
