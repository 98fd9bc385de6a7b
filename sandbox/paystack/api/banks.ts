import { z } from 'zod';
import { banks, type Bank } from './bank-directory.ts';
import { paginateByCursor, paginateByNumber, paginationQuery } from './pagination.ts';
import { fromQuery, parseOrRefuse, queryBoolean } from './parse.ts';
import type { ApiRoute } from './route.ts';

/** @see https://paystack.com/docs/api/miscellaneous/#bank */

const bankQuery = z.looseObject({
  ...paginationQuery,
  country: z.enum(['ghana', 'kenya', 'nigeria', 'south africa']).optional(),
  currency: z.enum(['GHS', 'KES', 'NGN', 'ZAR']).optional(),
  pay_with_bank_transfer: queryBoolean.optional(),
  pay_with_bank: queryBoolean.optional(),
  enabled_for_verification: queryBoolean.optional(),
  gateway: z.enum(['emandate', 'digitalbankmandate']).optional(),
  type: z.enum(['ghipps', 'mobile_money', 'nuban', 'kepss', 'basa']).optional(),
  include_nip_sort_code: queryBoolean.optional(),
});

type BankQuery = z.output<typeof bankQuery>;

const isAsked = (bank: Bank, query: BankQuery) =>
  (query.country === undefined || bank.country.toLowerCase() === query.country) &&
  (query.currency === undefined || bank.currency === query.currency) &&
  (query.type === undefined || bank.type === query.type) &&
  // Account verification exists in South Africa only; paying through a bank's own page is not emulated.
  (query.enabled_for_verification !== true || bank.type === 'basa') &&
  query.gateway === undefined && query.pay_with_bank !== true && query.pay_with_bank_transfer !== true;

const ADDED_AT = '2020-11-24T10:20:45.000Z';

const present = ({ id, name, slug, code, country, currency, type }: Bank, hasNip: boolean) => ({
  name, slug, code,
  longcode: '',
  gateway: null,
  pay_with_bank: false,
  supports_transfer: true,
  available_for_direct_debit: false,
  active: true,
  country, currency, type,
  is_deleted: false,
  createdAt: ADDED_AT,
  updatedAt: ADDED_AT,
  id,
  ...(hasNip && type === 'nuban' ? { nip_sort_code: code.padStart(6, '0') } : {}),
});

const list: ApiRoute = {
  method: 'GET',
  path: '/bank',
  handle({ query: search }) {
    const query = parseOrRefuse(bankQuery, fromQuery(search));
    const found = banks.filter((bank) => isAsked(bank, query)).reverse();
    const page = query.use_cursor === true ? paginateByCursor('bank', found, query) : paginateByNumber(found, query);
    const data = page.rows.map((bank) => present(bank, query.include_nip_sort_code === true));
    return query.use_cursor === true
      ? { message: 'Banks retrieved', data, meta: page.meta }
      : { message: 'Banks retrieved', data };
  },
};

export const bankRoutes: readonly ApiRoute[] = [list];
