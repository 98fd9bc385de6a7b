import { z } from 'zod';
import { accountOf } from '../customers/people.ts';
import { PaystackError } from '../errors.ts';
import { banks } from './bank-directory.ts';
import { fromQuery, parseOrRefuse } from './parse.ts';
import type { ApiRoute } from './route.ts';

/** @see https://paystack.com/docs/identity-verification/verify-account-number/ */

/** Integers, says the specification; leading zeros count all the same. */
const digits = z.string().regex(/^\d{1,15}$/, 'expected digits');
const resolveQuery = z.looseObject({ account_number: digits, bank_code: digits });

const resolve: ApiRoute = {
  method: 'GET',
  path: '/bank/resolve',
  handle({ query }) {
    const { account_number: accountNumber, bank_code: bankCode } = parseOrRefuse(resolveQuery, fromQuery(query));
    const person = accountOf(bankCode, accountNumber);
    if (!person) {
      throw new PaystackError(422, 'invalid_bank_code', 'Could not resolve account name. Check parameters or try again.', 'Check the account number and the code of the bank.', 'processor_error');
    }
    // The bank of the published test credentials is in no directory.
    const bankId = banks.find(({ code, country }) => code === bankCode && country === 'Nigeria')?.id ?? banks.length + 1;
    return { message: 'Account number resolved', data: { account_number: accountNumber, account_name: person.accountName, bank_id: bankId } };
  },
};

export const resolveRoutes: readonly ApiRoute[] = [resolve];
