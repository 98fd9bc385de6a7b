import type { Transaction } from '../transactions/transaction.ts';

/** Where a paying customer goes: the merchant's `callback_url` with the reference under both of Paystack's names. */
export function returnUrlOf({ callbackUrl, reference }: Transaction): string | null {
  if (callbackUrl === null) return null;
  const url = new URL(callbackUrl);
  url.searchParams.set('trxref', reference);
  url.searchParams.set('reference', reference);
  return url.href;
}

/** `metadata.cancel_action` is Paystack's way to say where a customer goes who cancels. */
export function cancelUrlOf({ metadata }: Transaction): string | null {
  const action = typeof metadata === 'object' && metadata !== null && 'cancel_action' in metadata ? metadata.cancel_action : null;
  const url = typeof action === 'string' ? URL.parse(action) : null;
  return url && ['http:', 'https:'].includes(url.protocol) ? url.href : null;
}
