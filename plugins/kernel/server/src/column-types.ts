import { types } from 'pg';

const { builtins } = types;

/** Strapi gives JSONB as text and NUMERIC as a float, for the whole process; a float would lose money. */
const asOurs: Record<number, (text: string) => unknown> = {
  [builtins.JSONB]: (text) => JSON.parse(text) as unknown,
  [builtins.NUMERIC]: (text) => text,
};

/** How the columns of our own statements are read: JSONB as its value, NUMERIC and BIGINT as text. */
export const columnTypes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : asOurs[oid]) ?? types.getTypeParser(oid, format as 'text'),
};
