import { z } from 'zod';
import { transactionStatuses } from '../transactions/transaction.ts';

/** Bodies of the control API. Unknown fields are refused: a misspelt switch must not look as if it were set. */

const isoDate = z.iso.datetime({ offset: true, error: 'an ISO date and time, e.g. "2026-01-31T12:00:00Z"' }).transform((text) => Date.parse(text));
const count = z.int().min(1);
const frozen = z.boolean().optional();

export const clockBody = z.union([
  z.strictObject({ now: isoDate, frozen }),
  z.strictObject({ advanceSeconds: z.number().min(0).max(31_536_000), frozen }),
  z.strictObject({ real: z.literal(true) }),
], 'one of { "now": "2026-01-31T12:00:00Z", "frozen"?: true }, { "advanceSeconds": 3600, "frozen"?: true }, { "real": true }');

const amount = z.int().min(0);
const reference = z.string().min(1).max(100);

export const foreignTransactionBody = z.strictObject({
  reference: reference.optional(),
  email: z.email().default('stranger@example.com'),
  amount,
  requested_amount: amount.optional(),
  currency: z.string().length(3).default('NGN'),
  status: z.enum(transactionStatuses).default('success'),
  fees: amount.nullable().optional(),
  metadata: z.looseObject({}).nullable().default(null),
  domain: z.enum(['test', 'live']).default('test'),
  sendWebhook: z.boolean().default(false),
});

export const patchBody = z.strictObject({
  amount: amount.optional(),
  requested_amount: amount.optional(),
  currency: z.string().length(3).optional(),
  status: z.enum(transactionStatuses).optional(),
  fees: amount.nullable().optional(),
  gateway_response: z.string().optional(),
});

export const payBody = z.strictObject({ card: z.string().optional(), sendWebhook: z.boolean().default(true) }).prefault({});
export const declineBody = z.strictObject({ gateway_response: z.string().min(1).default('Declined') }).prefault({});
export const noBody = z.strictObject({}).prefault({});

const tampering = z.strictObject({
  amount: z.unknown().optional(),
  currency: z.unknown().optional(),
  reference: z.unknown().optional(),
  status: z.unknown().optional(),
  signature: z.enum(['wrong', 'missing', 'other-body']).optional(),
  rawBody: z.string().optional(),
});

export const sendWebhookBody = z.strictObject({ event: z.string().min(1).default('charge.success'), tamper: tampering.default({}) }).prefault({});
const outcome = z.enum(['success', 'failed']);
const reason = z.string().min(1).optional();
export const identifyBody = z.strictObject({ state: outcome, reason, sendWebhook: z.boolean().default(true) });
export const sendIdentificationBody = z.strictObject({ state: outcome.default('success'), reason, tamper: tampering.default({}) }).prefault({});

export const resendBody = z.strictObject({ times: count.max(100_000).default(1), concurrency: count.max(5_000).default(1) }).prefault({});
export const releaseBody = z.strictObject({ order: z.enum(['original', 'reverse']).default('original'), reference: reference.optional() }).prefault({});

export const webhookRulesBody = z.array(z.strictObject({
  match: z.strictObject({ reference: reference.optional(), event: z.string().optional() }).optional(),
  times: count.optional(),
  duplicate: z.int().min(1).max(10_000).optional(),
  delaySeconds: z.number().min(0).optional(),
  hold: z.boolean().optional(),
  drop: z.boolean().optional(),
  tamper: tampering.optional(),
}));

export const faultsBody = z.array(z.strictObject({
  match: z.strictObject({
    method: z.string().optional(),
    path: z.string().startsWith('/', 'begins with a slash, e.g. "/transaction/verify/:reference"').optional(),
  }).default({}),
  times: count.optional(),
  mode: z.enum(['timeout', 'reset', 'status', 'slow']),
  status: z.int().min(200).max(599).optional(),
  body: z.unknown().optional(),
  when: z.enum(['before', 'after']).default('before'),
  delayMs: z.int().min(0).max(600_000).optional(),
}));
