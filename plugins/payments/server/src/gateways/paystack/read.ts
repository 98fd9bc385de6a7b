import type { GatewayReport } from '../../domain/settlement';
import type { WebhookNotice } from '../port';
import { fromSubunits } from './amounts';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** What can be asked about and stored: printable, no longer than a column, and no dots that would change a path. */
const asReference = (value: unknown): string | null =>
  typeof value === 'string' && /^[\x20-\x7e]{1,255}$/.test(value) && !/^\.{1,2}$/.test(value) ? value : null;

/**
 * Paystack's word for the state of a transaction in ours. `abandoned` only means that the payer has not finished: a
 * transaction is `abandoned` from the moment it is opened. `reversed` after a success is money taken back.
 */
const states = new Map<string, GatewayReport['state']>([
  ['success', 'succeeded'],
  ['failed', 'failed'],
  ['reversed', 'failed'],
  ['abandoned', 'not_completed'],
  ['ongoing', 'not_completed'],
  ['pending', 'pending'],
  ['processing', 'pending'],
  ['queued', 'pending'],
]);

/** The `data` of `GET /transaction/verify/:reference`. What it says of another reference, or in the other mode, is no news of ours. */
export function readTransaction(data: unknown, reference: string, mode: 'test' | 'live'): GatewayReport {
  const report = { gateway: 'paystack', reference };
  if (!isObject(data) || data.reference !== reference) return { ...report, state: 'pending', status: 'unreadable' };
  const status = text(data.status) ?? 'missing';
  if (text(data.domain) !== undefined && data.domain !== mode) {
    return { ...report, state: 'pending', status, message: `Belongs to the ${String(data.domain)} mode.` };
  }
  const paid = fromSubunits(data.amount, data.currency);
  const saysRequested = data.requested_amount != null;
  const requested = saysRequested ? fromSubunits(data.requested_amount, data.currency) : undefined;
  const message = text(data.gateway_response) ?? text(data.message);
  return {
    ...report,
    state: states.get(status) ?? 'pending',
    status,
    ...(paid ? { paid: paid.money } : {}),
    ...(requested ? { requested: requested.money } : {}),
    // What was asked for and cannot be read must not pass for what was paid.
    isExact: (paid?.isExact ?? true) && (requested?.isExact ?? !saysRequested),
    ...(typeof data.id === 'number' || typeof data.id === 'string' ? { gatewayId: String(data.id) } : {}),
    ...(message ? { message } : {}),
  };
}

/** Reads a webhook. Paystack's own samples hold strings for numbers, arrays for objects and missing fields: all survive. */
export function readWebhook(rawBody: Buffer, mode: 'test' | 'live'): WebhookNotice {
  const body = parseJson(rawBody);
  const eventType = (isObject(body) ? text(body.event) : undefined) ?? 'unreadable';
  const data = isObject(body) && isObject(body.data) ? body.data : {};
  const isCharge = eventType.startsWith('charge.') && !eventType.startsWith('charge.dispute.');
  const reference = isCharge ? asReference(data.reference) : null;
  const claimed = isCharge ? fromSubunits(data.amount, data.currency) : undefined;
  return {
    eventType: eventType.replace(/[^\x20-\x7e]/g, '?').slice(0, 100),
    reference,
    claimsSuccess: eventType === 'charge.success' && reference !== null,
    ...(claimed ? { claimed: claimed.money } : {}),
    isOurMode: text(data.domain) === undefined || data.domain === mode,
  };
}

function parseJson(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    return undefined; // An authentic body that is no JSON: kept, and shown to staff as unreadable.
  }
}
