/**
 * Joins fields into one text from which each can be read back, so that two different rows never give the same bytes:
 * the length in bytes, a colon, the field (a netstring without its comma); `-` is NULL, which is not the empty text.
 */
export const canonical = (fields: readonly (string | null)[]): string =>
  fields.map((field) => (field === null ? '-' : `${Buffer.byteLength(field)}:${field}`)).join('');
