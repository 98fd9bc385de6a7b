import { z } from '@strapi/utils';
import { listEntrySchema, type ListEntry } from './list-entry';
import { isPartialDate } from './qualifiers';

export const LIST_FORMATS = ['csv', 'jsonl', 'ftm'] as const;
/** `csv` and `jsonl` are ours, `ftm` are entities of FollowTheMoney, one a line. */
export type ListFormat = (typeof LIST_FORMATS)[number];

export const CSV_COLUMNS = ['id', 'kind', 'names', 'weak_names', 'dates_of_birth', 'countries', 'programs'] as const;
/** Between the values of one field. */
const SEPARATOR = ';';

/** @throws Error with a sentence about the first thing that is wrong */
function parseEntry(from: unknown): ListEntry {
  const parsed = listEntrySchema.safeParse(from);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not an entry'}`);
}

export const entryOfJson = (line: string): ListEntry => parseEntry(JSON.parse(line));

/** A row of a CSV file, by the names of its columns. */
export function entryOfCsv(row: Readonly<Record<string, string>>): ListEntry {
  const values = (column: string) => (row[column] ?? '').split(SEPARATOR).map((value) => value.trim()).filter((value) => value !== '');
  return parseEntry({ id: row.id, kind: row.kind, names: values('names'), weakNames: values('weak_names'), datesOfBirth: values('dates_of_birth'), countries: values('countries'), programs: values('programs') });
}

const ftmEntity = z.object({ id: z.string().min(1), schema: z.string(), properties: z.record(z.string(), z.array(z.string())).default({}) });
const ORGANISATIONS = new Set(['Organization', 'Company', 'PublicBody', 'LegalEntity']);

/**
 * An entity of FollowTheMoney. People and organisations are taken, others (addresses, passports, relations) are not, and neither is one
 * without a name. Dates and countries that are none of ours are left out: the name alone still finds.
 *
 * @see https://followthemoney.tech/explorer/schemata/Person/
 */
export function entryOfFtm(line: string): ListEntry | undefined {
  const { id, schema, properties } = ftmEntity.parse(JSON.parse(line));
  const kind = schema === 'Person' ? 'person' : ORGANISATIONS.has(schema) ? 'organization' : undefined;
  const all = (...properties_: string[]) => [...new Set(properties_.flatMap((property) => properties[property] ?? []).map((value) => value.trim()).filter((value) => value !== ''))];
  const names = all('name', 'alias', 'previousName');
  if (kind === undefined || names.length === 0) return undefined;
  return parseEntry({
    id, kind, names,
    weakNames: all('weakAlias').filter((name) => !names.includes(name)),
    datesOfBirth: all('birthDate').map((date) => date.slice(0, 10)).filter(isPartialDate),
    countries: all('nationality', 'citizenship', 'country', 'jurisdiction').filter((country) => /^[A-Za-z]{2}$/.test(country)),
    programs: all('program', 'programId').map((program) => program.slice(0, 200)),
  });
}
