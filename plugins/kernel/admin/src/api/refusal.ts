import { isFetchError } from '@strapi/strapi/admin';

/** One thing that is wrong with what somebody filled in. */
export interface Issue {
  /** Where, without the part of the request; empty for all of it together. */
  path: readonly (string | number)[];
  message: string;
}

export interface Refusal {
  /** E.g. `KERNEL_VALIDATION_FAILED`; none where no answer came, or one that is not ours. */
  code: string | undefined;
  sentence: string;
  issues: readonly Issue[];
}

/** The sentence of a refusal; the server writes them for people. */
export function sentenceOf(error: unknown): string {
  if (isFetchError(error) && error.response?.data.error.message) return error.response.data.error.message;
  return error instanceof Error ? error.message : String(error);
}

const PARTS = new Set<unknown>(['body', 'query', 'params']);

/** A refusal with the places that it names. */
export function refusalOf(error: unknown): Refusal {
  const answered = isFetchError(error) ? (error.response?.data.error as { code?: string; details?: { errors?: Issue[] } } | undefined) : undefined;
  const listed = answered?.details?.errors ?? [];
  return { code: answered?.code, sentence: sentenceOf(error), issues: listed.map(({ path, message }) => ({ path: PARTS.has(path[0]) ? path.slice(1) : path, message })) };
}

/** What a refusal says of one field, or of something inside it. */
export const issueAt = (refusal: Refusal | undefined, ...field: (string | number)[]): string | undefined =>
  refusal?.issues.find(({ path }) => field.every((step, place) => path[place] === step))?.message;
