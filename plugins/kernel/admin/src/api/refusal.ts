import { isFetchError } from '@strapi/strapi/admin';

/** The sentence of a refusal; the server writes them for people. */
export function sentenceOf(error: unknown): string {
  if (isFetchError(error) && error.response?.data.error.message) return error.response.data.error.message;
  return error instanceof Error ? error.message : String(error);
}
