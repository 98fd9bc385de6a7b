import { z } from '@strapi/utils';
import { LONGEST_TEMPLATE, problemsOf } from '../domain/template';
import { staffId } from './ids';

const MOST_PROBLEMS = 5;

/** A text with variables: raw, a subset of Markdown by convention, as messages are. */
export const templateText = z
  .string()
  .max(LONGEST_TEMPLATE)
  .refine((text) => text.trim() !== '', 'More than white space')
  .refine((text) => !text.includes('\0'), 'No NUL character')
  .superRefine((text, context) => {
    for (const { line, character, message } of problemsOf(text).slice(0, MOST_PROBLEMS)) context.addIssue({ code: 'custom', message: `Line ${line}, character ${character}: ${message}` });
  })
  .meta({ description: 'What is said; {{customer.name|there}} stands for something of the ticket', example: 'Dear {{customer.name|customer}}, we are looking into #{{ticket.number}}.' });

export const shortcut = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'Up to 40 small letters, digits, - and _, e.g. "refund-sent"')
  .meta({ description: 'What is typed behind the slash', example: 'refund-sent' });

export const title = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((text) => !/[\0-\x1f\x7f]/.test(text), 'One line, without control characters')
  .meta({ description: 'For people', example: 'The refund is on its way' });

export const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'A language, e.g. "en" or "pt-BR"')
  .meta({ description: 'In which language it is', example: 'en' });

const parts = { shortcut, title, text: templateText, language: language.nullable().default(null) };

/** As it is stored. */
export const storedReply = z.strictObject({ ...parts, ownerId: staffId.nullable().default(null).meta({ description: 'Whose own it is; everybody’s, where it is null' }) });

export const isPersonal = z.boolean().meta({ description: 'Yours alone. What is everybody’s takes the permission to change rules' });
export const newReply = z.strictObject({ ...parts, isPersonal: isPersonal.default(false) });
export const cannedReplyId = z.string().regex(/^cnr_[0-9a-hjkmnp-tv-z]{26}$/, 'An id, e.g. "cnr_01kaqz3v8m4t6w0c9e5r2b7n1d"');
export const cannedReply = z.strictObject({ id: cannedReplyId, shortcut: z.string(), title: z.string(), text: z.string(), language: z.string().nullable(), isPersonal });
export const replySearch = z.strictObject({
  search: z.string().trim().min(1).max(100).optional().meta({ description: 'A part of the shortcut or the title', example: 'refund' }),
  limit: z.coerce.number().int().min(1).max(400).default(400),
});
