import type { Core } from '@strapi/strapi';

/** One row as PostgreSQL sees it: column → JSON value. */
export type Row = Record<string, unknown>;

interface Attribute {
  type: string;
  columnName?: string;
  joinColumn?: { name: string };
}

/** Strapi writes these by itself at every change, so they tell nothing. */
const HOUSEKEEPING = new Set(['id', 'documentId', 'createdAt', 'updatedAt', 'createdBy', 'updatedBy', 'publishedAt', 'locale']);

interface Model {
  tableName: string;
  attributes: Record<string, Attribute>;
}

export const modelOf = (strapi: Core.Strapi, uid: string): Model => strapi.db.metadata.get(uid) as unknown as Model;

const columnOf = ({ columnName, joinColumn, type }: Attribute, name: string) => (type === 'relation' ? joinColumn?.name : (columnName ?? name));

/**
 * Names of the fields that differ between two states of a row, and of those relations and components that were written
 * and live in other tables, where a comparison would cost more than a name too many.
 */
export function changedFields({ attributes }: Model, before: Row, after: Row, written: readonly string[]): string[] {
  const isDifferent = (column: string) => JSON.stringify(before[column] ?? null) !== JSON.stringify(after[column] ?? null);
  return Object.entries(attributes)
    .filter(([name, attribute]) => {
      if (HOUSEKEEPING.has(name)) return false;
      const column = columnOf(attribute, name);
      return column !== undefined && column in after ? isDifferent(column) : written.includes(name);
    })
    .map(([name]) => name)
    .sort();
}
