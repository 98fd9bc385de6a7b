import { z } from '@strapi/utils';
import { amountMinorOut, amountMinorSchema, currencySchema, cursorSchema, isId, limitSchema } from '#kernel';
import { instantIn, kindSchema, paymentId, stateSchema } from './schemas';

const instant = z.iso.datetime();
const idOf = (prefix: string, what: string) => z.string().refine((text) => isId(prefix, text), `The id of a ${what}, e.g. "${prefix}_01kaqz3v8m4t6w0c9e5r2b7n1d"`);

export const paymentParams = z.object({ id: paymentId });
export const webhookParams = z.object({ id: idOf('whk', 'webhook') });
export const discrepancyParams = z.object({ id: idOf('dsc', 'discrepancy') });

export const listTransactionsQuery = z.strictObject({
  limit: limitSchema,
  cursor: cursorSchema.optional(),
  state: stateSchema.optional(),
  kind: kindSchema.optional(),
  currency: currencySchema.optional(),
  gateway: z.string().min(1).max(32).optional(),
  from: instantIn.optional(),
  to: instantIn.optional(),
  flagged: z.enum(['true', 'false'], { error: '"true" shows only payments with an open discrepancy' }).transform((text) => text === 'true').optional(),
  search: z.string().trim().min(3, 'At least 3 characters of a reference, an e-mail or an amount').max(255).optional(),
});

const LONGEST_RANGE_DAYS = 92;
const day = z.iso.date({ error: 'A day, e.g. "2026-11-22"' });

export const totalsQuery = z
  .strictObject({ currency: currencySchema.optional(), from: day.optional(), to: day.optional() })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), { error: 'Give both from and to, or neither', path: ['from'] })
  .refine(({ from, to }) => !from || !to || (from < to && (Date.parse(to) - Date.parse(from)) / 86_400_000 <= LONGEST_RANGE_DAYS), {
    error: `from comes before to, at most ${LONGEST_RANGE_DAYS} days apart`,
    path: ['to'],
  });

export const listDiscrepanciesQuery = z.strictObject({
  limit: limitSchema,
  cursor: cursorSchema.optional(),
  state: z.enum(['open', 'credited', 'returned', 'dismissed']).optional(),
});

const note = z.string({ error: 'Why; for whoever looks at it later' }).trim().min(3, 'Why; for whoever looks at it later').max(2_000);

export const resolveBody = z.strictObject({
  action: z.enum(['credit', 'return', 'dismiss']),
  note,
  userId: z.string().min(1).max(64).optional(),
});

export const heldParams = z.object({ userId: idOf('usr', 'user'), currency: currencySchema });
export const listHeldQuery = z.strictObject({ limit: limitSchema, cursor: cursorSchema.optional() });
export const releaseBody = z.strictObject({ note });
export const returnBody = z.strictObject({ amountMinor: amountMinorSchema, gateway: z.string().min(1).max(32), note });

export const usersQuery = z.strictObject({ email: z.string().trim().min(2, 'At least 2 characters').max(254) });

export const person = z.strictObject({ id: z.string(), email: z.string() });
const actor = z.strictObject({ type: z.enum(['user', 'staff', 'system']), id: z.string(), name: z.string().nullable() });

export const transactionRow = z.strictObject({
  id: z.string(),
  kind: kindSchema,
  state: stateSchema,
  reference: z.string(),
  amountMinor: amountMinorOut,
  currency: z.string(),
  gateway: z.string(),
  description: z.string().nullable(),
  payer: person,
  isFlagged: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
});

const total = z.strictObject({ count: z.int(), amountMinor: amountMinorOut });
export const totals = z.strictObject({
  currency: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  days: z.array(z.strictObject({ day: z.iso.date(), succeeded: total, failed: total, abandoned: total })),
});

export const webhook = z.strictObject({
  id: z.string(),
  type: z.string(),
  reference: z.string().nullable(),
  receivedAt: instant,
  state: z.enum(['received', 'working', 'processed', 'ignored', 'dead']),
  attempts: z.int(),
  outcome: z.string().nullable(),
  lastError: z.string().nullable(),
  repeats: z.int(),
  lastRepeatAt: instant.nullable(),
  isReadable: z.boolean(),
});

export const posting = z.strictObject({
  id: z.string(),
  kind: z.string(),
  postedAt: instant,
  currency: z.string(),
  entries: z.array(
    z.strictObject({
      account: z.string(),
      accountKind: z.string(),
      owner: z.string(),
      direction: z.enum(['debit', 'credit']),
      amountMinor: amountMinorOut,
      balanceAfterMinor: amountMinorOut.nullable(),
    }),
  ),
});

export const discrepancy = z.strictObject({
  id: z.string(),
  kind: z.string(),
  state: z.enum(['open', 'credited', 'returned', 'dismissed']),
  gateway: z.string(),
  reference: z.string(),
  amountMinor: amountMinorOut.nullable(),
  currency: z.string().nullable(),
  detail: z.string().nullable(),
  payment: z.strictObject({ id: z.string(), state: z.string(), amountMinor: amountMinorOut, currency: z.string(), payer: person }).nullable(),
  note: z.string().nullable(),
  resolvedBy: actor.nullable(),
  resolvedAt: instant.nullable(),
  createdAt: instant,
});

/** `ceilingMinor`: what the wallet may hold, as it was last asked; `null`: anything. */
export const held = z.strictObject({ person, currency: z.string(), heldMinor: amountMinorOut, balanceMinor: amountMinorOut, ceilingMinor: amountMinorOut.nullable() });

export const discrepancyFile = discrepancy.extend({ webhooks: z.array(webhook), postings: z.array(posting) });

export const paymentFile = transactionRow.omit({ isFlagged: true }).extend({
  kind: z.literal('payment'),
  metadata: z.record(z.string(), z.string()).nullable(),
  attempts: z.array(
    z.strictObject({
      reference: z.string(),
      number: z.int(),
      gateway: z.string(),
      state: z.string(),
      gatewayId: z.string().nullable(),
      gatewayStatus: z.string().nullable(),
      checks: z.int(),
      nextCheckAt: instant.nullable(),
      checkedAt: instant.nullable(),
      lastError: z.string().nullable(),
      startedAt: instant,
    }),
  ),
  timeline: z.array(
    z.strictObject({ id: z.string(), at: instant, source: z.enum(['event', 'webhook', 'act']), type: z.string(), actor, data: z.record(z.string(), z.unknown()) }),
  ),
  postings: z.array(posting),
  webhooks: z.array(webhook),
  discrepancies: z.array(discrepancy),
});
