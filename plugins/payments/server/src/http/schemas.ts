import { z } from '@strapi/utils';
import { amountMinorOut, amountMinorSchema, cursorSchema, currencySchema, isId, limitSchema, nextCursorSchema } from '#kernel';
import { paymentMachine } from '../domain/payment';

const instant = z.iso.datetime().meta({ description: 'ISO 8601, UTC', example: '2026-11-22T18:00:00.000Z' });

export const paymentId = z
  .string()
  .refine((text) => isId('pay', text), 'The id of a payment, e.g. "pay_01kaqz3v8m4t6w0c9e5r2b7n1d"')
  .meta({ description: 'Public id of a payment', example: 'pay_01kaqz3v8m4t6w0c9e5r2b7n1d' });

export const stateSchema = z.enum(paymentMachine.states).meta({ description: 'State of the transaction' });
export const kindSchema = z.enum(['payment', 'refund', 'payout']);

const nextAction = z
  .strictObject({ type: z.literal('redirect'), url: z.url() })
  .nullable()
  .meta({ description: 'What the payer has to do now; `null` when there is nothing, or when the gateway has not answered yet: then call sync' });

export const paymentOut = z.strictObject({
  id: paymentId,
  reference: z.string(),
  state: stateSchema,
  amountMinor: amountMinorOut,
  currency: currencySchema,
  gateway: z.string(),
  description: z.string().nullable(),
  metadata: z.record(z.string(), z.string()).nullable(),
  nextAction,
  createdAt: instant,
  updatedAt: instant,
});

const MAX_METADATA_ENTRIES = 20;

export const createPaymentBody = z.strictObject({
  amountMinor: amountMinorSchema,
  currency: currencySchema,
  gateway: z.string().min(1).max(32).optional().meta({ description: 'Code of a configured gateway; the first one if absent', example: 'paystack' }),
  returnUrl: z
    .url({ protocol: /^https?$/, error: 'An address of yours, e.g. "https://shop.example.com/paid"' })
    .max(500)
    .optional()
    .meta({ description: 'Where the payer’s browser goes afterwards', example: 'https://shop.example.com/paid' }),
  description: z.string().trim().min(1).max(200).optional().meta({ example: 'Top-up' }),
  metadata: z
    .record(z.string().min(1).max(40), z.string().max(500))
    .refine((value) => Object.keys(value).length <= MAX_METADATA_ENTRIES, `At most ${MAX_METADATA_ENTRIES} entries`)
    .optional()
    .meta({ description: 'Yours to use; given back as it came', example: { orderId: 'A-1001' } }),
});

export const transactionOut = z.strictObject({
  id: z.string(),
  kind: kindSchema,
  reference: z.string(),
  state: stateSchema,
  amountMinor: amountMinorOut,
  currency: currencySchema,
  gateway: z.string(),
  description: z.string().nullable(),
  createdAt: instant,
  updatedAt: instant,
});

/** A moment in a query string. */
export const instantIn = z.iso
  .datetime({ offset: true, error: 'ISO 8601 with a zone, e.g. "2026-11-22T00:00:00Z"' })
  .transform((text) => new Date(text));

export const listTransactionsQuery = z.strictObject({
  limit: limitSchema,
  cursor: cursorSchema.optional(),
  state: stateSchema.optional(),
  kind: kindSchema.optional(),
  currency: currencySchema.optional(),
  from: instantIn.optional().meta({ description: 'Created at or after, ISO 8601', example: '2026-11-01T00:00:00Z' }),
  to: instantIn.optional().meta({ description: 'Created before, ISO 8601', example: '2026-12-01T00:00:00Z' }),
});

export const walletOut = z.strictObject({
  currency: currencySchema,
  balanceMinor: amountMinorOut,
  heldMinor: amountMinorOut.meta({ description: 'What came in above your limits: it is yours, is held apart, and goes to the wallet once they have room for it', example: '0' }),
});

export const walletEntryOut = z.strictObject({
  id: z.string(),
  kind: z.string().meta({ description: 'Why the balance moved, e.g. `payment`' }),
  direction: z.enum(['credit', 'debit']),
  amountMinor: amountMinorOut,
  balanceAfterMinor: amountMinorOut,
  transactionId: z.string().nullable(),
  createdAt: instant,
});

export const pageOf = <S extends z.ZodType>(row: S) =>
  z.strictObject({ data: z.array(row), meta: z.strictObject({ nextCursor: nextCursorSchema }) });
