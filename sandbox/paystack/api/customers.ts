import { z } from 'zod';
import { customerOf, emailKey } from '../customers/create.ts';
import type { Customer } from '../customers/customer.ts';
import { askToIdentify } from '../customers/identify.ts';
import { presentCreated, presentFetched } from '../customers/present.ts';
import { notFound } from '../errors.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Domain } from '../transactions/transaction.ts';
import { parseOrRefuse } from './parse.ts';
import type { ApiRoute } from './route.ts';

/** @see https://paystack.com/docs/api/customer/ and https://paystack.com/docs/identity-verification/validate-customer/ */

const issue = (code: string, message: string) => ({ message, params: { code }, abort: true });

const createBody = z.looseObject({
  email: z.string().refine((text) => z.email().safeParse(text).success, issue('invalid_email_address', 'Invalid Email Address Passed')),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  phone: z.string().optional(),
  metadata: z.string().optional(),
});

const filled = z.string().trim().min(1, 'must not be empty');

const identificationBody = z.looseObject({
  first_name: filled,
  middle_name: z.string().optional(),
  last_name: filled,
  type: z.string().refine((type) => type === 'bank_account', issue('invalid_type', 'Only "bank_account" is supported; "bvn" was withdrawn in September 2021')),
  value: z.string().optional(),
  country: z.string().refine((country) => country === 'NG', issue('invalid_country', 'Identification is available for NG')),
  // Eleven digits; the published test credentials have twelve.
  bvn: z.string().refine((text) => /^\d{11,12}$/.test(text), issue('invalid_bvn', 'Invalid BVN')),
  bank_code: filled,
  account_number: z.string().refine((text) => /^\d{10}$/.test(text), issue('invalid_account_number', 'Invalid account number')),
});

function found({ customers }: Sandbox, domain: Domain, key: string): Customer {
  const customer = customers.by('code', key) ?? customers.by('email', emailKey(domain, key));
  if (customer?.domain !== domain) throw notFound('customer_not_found', `Customer code/email is invalid for your ${domain} domain.`);
  return customer;
}

const create: ApiRoute = {
  method: 'POST',
  path: '/customer',
  handle({ body, domain }, sandbox) {
    const { email, first_name: firstName, last_name: lastName, phone, metadata } = parseOrRefuse(createBody, body);
    return { message: 'Customer created', data: presentCreated(customerOf(sandbox, domain, email, { firstName, lastName, phone, metadata })) };
  },
};

const fetchOne: ApiRoute = {
  method: 'GET',
  path: '/customer/:email_or_code',
  handle: ({ params, domain }, sandbox) => ({ message: 'Customer retrieved', data: presentFetched(found(sandbox, domain, params['email_or_code'] ?? '')) }),
};

const identify: ApiRoute = {
  method: 'POST',
  path: '/customer/:code/identification',
  handle({ body, params, domain }, sandbox) {
    const customer = found(sandbox, domain, params['code'] ?? '');
    const asked = parseOrRefuse(identificationBody, body);
    askToIdentify(sandbox, customer, {
      country: asked.country, firstName: asked.first_name, lastName: asked.last_name, bvn: asked.bvn, bankCode: asked.bank_code, accountNumber: asked.account_number,
    });
    return { message: 'Customer Identification in progress', httpStatus: 202 };
  },
};

export const customerRoutes: readonly ApiRoute[] = [create, fetchOne, identify];
