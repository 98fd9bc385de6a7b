import type { Sql } from '../transaction';
import { sealHash } from './chain';
import { entryColumns, utcText, type EntryText } from './entry';

/** An entry with its place in the chain: enough to compute its seal again, anywhere. */
export interface TrailEntry {
  entry: EntryText;
  /** `null` for the seconds until it is sealed. Hashes are hexadecimal. */
  seal: { seq: string; previousHash: string; hash: string; sealedAt: string } | null;
}

type Row = EntryText & { seal_seq: string | null; prev_hash: string; hash: string; sealed_at: string };

/** Every entry about any of these, in the order in which they were written. */
export async function auditTrail(db: Sql, subjects: readonly { type: string; id: string }[]): Promise<TrailEntry[]> {
  const rows = await db.query<Row>(
    `SELECT ${entryColumns}, s.seq::text AS seal_seq, encode(s.prev_hash, 'hex') AS prev_hash, encode(s.hash, 'hex') AS hash, ${utcText('s.sealed_at')} AS sealed_at
     FROM unnest($1::text[], $2::text[]) AS about (type, id) JOIN audit_entries e ON e.subject_type = about.type AND e.subject_id = about.id
     LEFT JOIN audit_seals s ON s.entry_seq = e.seq ORDER BY e.seq`,
    [subjects.map(({ type }) => type), subjects.map(({ id }) => id)],
  );
  return rows.map(({ seal_seq: seq, prev_hash: previousHash, hash, sealed_at: sealedAt, ...entry }) => ({ entry, seal: seq === null ? null : { seq, previousHash, hash, sealedAt } }));
}

/** Whether the seal is the hash of exactly this entry at exactly this place. */
export const isRightlySealed = ({ entry, seal }: TrailEntry): boolean => seal !== null && sealHash(BigInt(seal.seq), seal.previousHash, seal.sealedAt, entry) === seal.hash;
