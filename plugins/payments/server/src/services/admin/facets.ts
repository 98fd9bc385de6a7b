import { sql } from '#kernel';
import type { Core } from '@strapi/strapi';

const FACETS = 'kind, gateway, currency, state';
const next = (alias: string) => FACETS.split(', ').map((column) => `${alias}.${column}`).join(', ');

/**
 * SQL for the combinations of kind, gateway, currency and state that occur: one step of the index for each, however
 * many rows there are. A handful of gateways and currencies make some dozens of combinations.
 *
 * @param amount placeholder of an amount, where only its transactions count.
 */
export const occurringFacets = (amount?: string): string => `
  WITH RECURSIVE facets AS (
    (SELECT ${FACETS} FROM transactions ${amount ? `WHERE amount_minor = ${amount}` : ''} ORDER BY ${FACETS} LIMIT 1)
    UNION ALL
    SELECT n.* FROM facets f CROSS JOIN LATERAL (
      SELECT ${FACETS} FROM transactions t
      WHERE ${amount ? `t.amount_minor = ${amount} AND ` : ''}(${next('t')}) > (${next('f')}) ORDER BY ${FACETS} LIMIT 1) n)
  SELECT * FROM facets`;

/** The currencies and gateways of all transactions, in alphabetical order: what a filter can be set to. */
export async function occurringValues(strapi: Core.Strapi): Promise<{ currencies: string[]; gateways: string[] }> {
  const rows = await sql(strapi).query<{ currency: string; gateway: string }>(`SELECT DISTINCT currency, gateway FROM (${occurringFacets()}) f`);
  const sorted = (values: string[]) => [...new Set(values)].sort();
  return { currencies: sorted(rows.map(({ currency }) => currency)), gateways: sorted(rows.map(({ gateway }) => gateway)) };
}
