import { z } from '@strapi/utils';
import { ticketId } from './ids';

export const OUTCOMES = ['written', 'opened', 'quarantined', 'ignored', 'dismissed'] as const;

const instant = z.iso.datetime().meta({ description: 'ISO 8601, UTC', example: '2026-11-22T18:00:00.000Z' });

export const mailId = z
  .string()
  .regex(/^whk_[0-9a-hjkmnp-tv-z]{26}$/, 'The id of a mail, e.g. "whk_01kaqz3v8m4t6w0c9e5r2b7n1d"')
  .meta({ description: 'Public id of a mail', example: 'whk_01kaqz3v8m4t6w0c9e5r2b7n1d' });

/** What became of a mail. */
export const mail = z.strictObject({
  id: mailId,
  outcome: z.enum(OUTCOMES),
  reason: z.string().nullable().meta({ description: 'Why it was held back or ignored', example: 'not_the_requester' }),
  ticketId: ticketId.nullable(),
  receivedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
});

/** The same, opened. Everything but the verdict was written by strangers. */
export const openedMail = mail.extend({
  from: z.strictObject({ address: z.string(), name: z.string() }).nullable(),
  verdict: z.enum(['pass', 'fail', 'none']).meta({ description: 'Whether the mail server vouches for the author' }),
  recipients: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  attachments: z.array(z.strictObject({ name: z.string(), mediaType: z.string(), sizeBytes: z.int() })),
});
