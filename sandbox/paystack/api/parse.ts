import { z } from 'zod';
import { invalidParams, missingParams, PaystackError } from '../errors.ts';

/** Parses against a schema and refuses in Paystack's envelope, naming the first field that is wrong. */
export function parseOrRefuse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  if (!issue || field === '') throw invalidParams('The request needs a JSON object as its body');
  if (issue.code === 'invalid_type' && issue.input === undefined) throw missingParams(field);
  if (issue.code === 'custom' && typeof issue.params?.['code'] === 'string') {
    throw new PaystackError(400, issue.params['code'], issue.message, `Ensure that you are passing a valid "${field}".`);
  }
  throw invalidParams(`${field}: ${issue.message}`);
}

/** Query strings carry text only: the specification's integers and booleans are read out of it. */
export const queryInteger = z.string().regex(/^-?\d{1,15}$/, 'expected a whole number').transform(Number);
export const queryBoolean = z.enum(['true', 'false']).transform((text) => text === 'true');
export const queryDate = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'expected a date, e.g. 2026-01-31T00:00:00Z')
  .transform((text) => Date.parse(text));

/** The last value of a repeated parameter counts. */
export const fromQuery = (query: URLSearchParams) => Object.fromEntries(query);
