import type { CardDetails } from '../transactions/charge.ts';

/** Reads the card form. Answers a sentence for the customer where a field cannot be right. */
export function readCardForm(form: URLSearchParams, nowMs: number): CardDetails | string {
  const number = (form.get('number') ?? '').replace(/[\s-]/g, '');
  if (!/^\d{12,19}$/.test(number)) return 'Enter the card number: 12 to 19 digits.';
  const expiry = /^(\d{1,2})\s*\/?\s*(\d{4}|\d{2})$/.exec((form.get('expiry') ?? '').trim());
  const month = Number(expiry?.[1] ?? 0);
  if (!expiry || month < 1 || month > 12) return 'Enter the expiry date as MM / YY.';
  const year = Number(expiry[2]) % 100 + 2000;
  // A card works until its month ends: the first instant of the next month is too late.
  if (Date.UTC(year, month, 1) <= nowMs) return 'This card has expired. Enter a date in the future.';
  const cvv = (form.get('cvv') ?? '').trim();
  if (!/^\d{3,4}$/.test(cvv)) return 'Enter the CVV: the 3 digits on the back of the card.';
  return { number, cvv, expiryMonth: String(month).padStart(2, '0'), expiryYear: String(year) };
}
