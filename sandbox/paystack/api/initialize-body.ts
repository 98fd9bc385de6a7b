import { z } from 'zod';
import { currencies, currencyCodes, formatAmount, type Currency } from '../currencies.ts';

/** What `POST /transaction/initialize` takes: the published specification plus the rules that it states in words only. */

/** `abort`: the rules over the whole body then need not cope with a wrong field. */
const issue = (code: string, message: string) => ({ message, params: { code }, abort: true });

const isWebAddress = (text: string) => ['http:', 'https:'].includes(URL.parse(text)?.protocol ?? '');

const splitBody = z.looseObject({
  name: z.string(),
  type: z.enum(['percentage', 'flat']),
  subaccounts: z.array(z.looseObject({ subaccount: z.string().optional(), share: z.int().optional() })),
  currency: z.enum(['NGN', 'GHS', 'ZAR', 'USD']),
  bearer_type: z.enum(['subaccount', 'account', 'all-proportional', 'all']).optional(),
  bearer_subaccount: z.string().optional(),
});

const channels = ['card', 'bank', 'ussd', 'qr', 'eft', 'mobile_money', 'bank_transfer'] as const;

export const initializeBody = z.looseObject({
  email: z.string().refine((text) => z.email().safeParse(text).success, issue('invalid_email_address', 'Invalid Email Address Passed')),
  amount: z.number().refine(Number.isSafeInteger, issue('invalid_amount', 'Invalid Amount Sent')),
  currency: z.string().refine((code) => (currencyCodes as string[]).includes(code),
    issue('unsupported_currency', 'Currency not supported by merchant'))
    .transform((code) => code as Currency).default('NGN'),
  reference: z.string().regex(/^[A-Za-z0-9.=-]{1,100}$/, 'only -, ., = and alphanumeric characters are allowed, at most 100 of them').optional(),
  channels: z.array(z.enum(channels)).optional(),
  callback_url: z.string().refine(isWebAddress, 'expected a fully qualified http(s) address, e.g. https://example.com/').optional(),
  plan: z.string().optional(),
  invoice_limit: z.int().optional(),
  split_code: z.string().optional(),
  split: splitBody.optional(),
  subaccount: z.string().optional(),
  transaction_charge: z.string().optional(),
  bearer: z.enum(['account', 'subaccount']).optional(),
  label: z.string().optional(),
  metadata: z.looseObject({}).optional(),
}).superRefine((body, context) => {
  // Checked last: the minimum depends on the currency.
  const { minimum } = currencies[body.currency];
  if (body.amount >= minimum) return;
  const message = `Invalid Amount Sent: the minimum is ${formatAmount(minimum, body.currency)} (${minimum})`;
  context.addIssue({ code: 'custom', path: ['amount'], message, params: { code: 'invalid_amount' } });
});
