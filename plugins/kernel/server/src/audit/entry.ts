import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonical } from './canonical';

/** An entry as it is hashed: every column as text, in one fixed form. */
export interface EntryText {
  seq: string;
  id: string;
  action: string;
  subject_type: string;
  subject_id: string;
  /** Exactly the JSON text that was written: the column is `json`, not `jsonb`, which would re-arrange it. */
  data: string;
  actor: string;
  request_id: string | null;
  /** ISO 8601 in UTC with milliseconds, which is all that the column holds. */
  at: string;
  /** Hexadecimal. */
  mac: string;
}

export const utcText = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What to select, from `audit_entries e`, to get an `EntryText`. */
export const entryColumns = `e.seq::text, e.id, e.action, e.subject_type, e.subject_id, e.data::text AS data, e.actor, e.request_id,
  ${utcText('e.at')} AS at, encode(e.mac, 'hex') AS mac`;

type Written = Omit<EntryText, 'seq' | 'mac'>;

const writtenFields = (entry: Written) => [
  entry.id, entry.action, entry.subject_type, entry.subject_id, entry.data, entry.actor, entry.request_id, entry.at,
];

/** The writer's signature. The key is not in the database, so who can only write there cannot make an entry up. */
export const macOf = (key: Buffer, entry: Written): Buffer =>
  createHmac('sha256', key).update(canonical(['mangrove audit entry 1', ...writtenFields(entry)])).digest();

export const hasRightMac = (key: Buffer, entry: EntryText): boolean => {
  const found = Buffer.from(entry.mac, 'hex');
  const right = macOf(key, entry);
  return found.length === right.length && timingSafeEqual(found, right);
};

/** Everything about an entry, its place in the table included. */
export const entryFields = (entry: EntryText): (string | null)[] => [entry.seq, ...writtenFields(entry), entry.mac];
