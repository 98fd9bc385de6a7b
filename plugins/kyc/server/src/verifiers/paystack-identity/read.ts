import { compareNames } from '../../domain/mrz/compare-names';
import { transliterate } from '../../domain/mrz/transliteration';
import type { VerifierReport } from '../../domain/verification';
import { asJson, isJson, textOf, wordsOf, type Json } from '../calls';
import type { VerificationHandle } from '../port';

const report = (state: VerifierReport['state'], status: string, more: Partial<VerifierReport> = {}): VerifierReport => ({ state, status, checks: [], reasons: [], documents: [], ...more });
const unreadable = report('review', 'unreadable', { reasons: [{ code: 'unreadable', text: 'Paystack’s answer is not about this question, or cannot be understood.' }] });

/** Reads what `submit`, `fetch` or a webhook about a failure got. */
export function readAnswer(raw: unknown, handle: VerificationHandle, email: string): VerifierReport {
  const { customer, webhook, resolved, asked } = asJson(raw);
  if (isJson(customer)) return isAbout(customer, handle, email) ? readCustomer(customer) : unreadable;
  if (isJson(webhook)) return readWebhook(webhook, handle, email);
  if (resolved !== undefined) return readAccount(resolved, asJson(asked));
  return unreadable;
}

const isAbout = (data: Json, { providerReference }: VerificationHandle, email: string) =>
  textOf(data.email)?.toLowerCase() === email && (providerReference === null || data.customer_code === providerReference);

/** `identified` once an identification succeeded; before it, and after a failure, nothing is to be seen. */
function readCustomer({ identified, identifications }: Json): VerifierReport {
  if (identified === false) return report('pending', 'not identified');
  if (identified !== true) return unreadable;
  const byAccount = Array.isArray(identifications) && identifications.some((one) => asJson(one).type === 'bank_account');
  if (byAccount) return report('passed', 'identified', { checks: ['number', 'account', 'name'].map((name) => ({ name, outcome: 'passed' })) });
  return report('review', 'identified otherwise', { reasons: [{ code: 'other_identification', text: 'Paystack has this customer as identified, but not by the BVN and the account that it was asked about.' }] });
}

/** A failure is told in a webhook alone; of a success, the customer is proof. */
function readWebhook({ event, data }: Json, handle: VerificationHandle, email: string): VerifierReport {
  const about = asJson(data);
  return event === 'customeridentification.failed' && isAbout(about, handle, email) ? readFailure(about) : unreadable;
}

const readFailure = ({ reason }: Json): VerifierReport => {
  const text = wordsOf(reason, 500);
  return report('failed', 'identification failed', { checks: [{ name: 'number', outcome: 'failed' }], reasons: [{ code: 'identification_failed', text: text || 'Paystack gave no reason.' }] });
};

const outcomes = {
  same: ['passed', 'passed'], similar: ['review', 'unclear'], different: ['failed', 'failed'], missing: ['review', 'not_done'],
} as const;

/** Compares the name that the bank has with the one that was typed, as names in documents are compared. */
function readAccount(resolved: unknown, asked: Json): VerifierReport {
  if (resolved === null) return report('review', 'not resolved', { reasons: [{ code: 'account_not_resolved', text: 'The bank gave no name for this account: it does not know the number, or was out of reach.' }] });
  const { account_name: accountName, account_number: accountNumber } = asJson(resolved);
  if (textOf(accountName) === undefined || accountNumber !== asked.accountNumber) return unreadable;
  const typed = { primary: transliterate(wordsOf(asked.lastName)), secondary: transliterate(wordsOf(asked.firstName)), mayBeTruncated: false };
  const agreement = compareNames(typed, { fullName: wordsOf(accountName, 200) });
  const [state, outcome] = outcomes[agreement];
  const reasons = state === 'passed' ? [] : [{ code: `account_name_${agreement}`, text: `The account is in the name of "${wordsOf(accountName, 200)}".` }];
  return report(state, `name ${agreement}`, { checks: [{ name: 'account_name', outcome }], reasons });
}
