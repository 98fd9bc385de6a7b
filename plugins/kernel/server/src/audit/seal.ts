import type { Core } from '@strapi/strapi';
import { clock } from '../clock';
import { transaction, type Tx } from '../transaction';
import { checkpointHmac, checkpointLine, GENESIS, sealHash, type Checkpoint } from './chain';
import { entryColumns, hasRightMac, type EntryText } from './entry';

/** Any constant that nothing else in the database uses. */
const SEAL_LOCK = 4_242_003;
const BATCH = 2_000;

const SIGN_HEAD = `
INSERT INTO audit_head (is_head, count, head_hash, at, hmac) VALUES (true, $1, decode($2, 'hex'), $3, $4)
ON CONFLICT (is_head) DO UPDATE SET count = excluded.count, head_hash = excluded.head_hash, at = excluded.at, hmac = excluded.hmac`;

/**
 * One an hour is kept: 8,760 rows a year, where one for each pass could be fifteen million. More would prove no more: an
 * edit shows in the chain, a removed tail in the head, and each kept signature is one more place where somebody could cut
 * the chain without the database alone telling. A last one of the future, of a clock that went wrong, counts as none.
 */
const KEEP_CHECKPOINT = `
INSERT INTO audit_checkpoints (count, head_hash, at, hmac)
SELECT $1::bigint, decode($2, 'hex'), $3::timestamptz, $4::bytea
WHERE NOT EXISTS (
  SELECT 1 FROM (SELECT at FROM audit_checkpoints ORDER BY count DESC LIMIT 1) AS last
  WHERE last.at > $3::timestamptz - interval '1 hour' AND last.at <= $3::timestamptz)`;

/** Builds the job that seals what was written since its last run. */
export function createSealer(strapi: Core.Strapi, key: Buffer): () => Promise<void> {
  return async () => {
    let sealed: Sealed | undefined;
    do {
      sealed = await transaction(strapi, (tx) => sealBatch(tx, key));
      for (const id of sealed?.foreign ?? []) {
        strapi.log.error(`The audit entry ${id} was not written by this system, or AUDIT_KEY has changed. Run "npm run audit:verify".`);
      }
      // In the log a copy lies where who can write to the database cannot reach it.
      if (sealed?.isKept) strapi.log.info(`Audit checkpoint ${checkpointLine(sealed.checkpoint)}`);
    } while (sealed?.isFull);
  };
}

interface Sealed {
  checkpoint: Checkpoint;
  /** Whether the checkpoint stays, beside the head that the next pass replaces. */
  isKept: boolean;
  /** Entries whose signature is wrong. They are sealed as they were found; the verification names them. */
  foreign: string[];
  isFull: boolean;
}

/**
 * Seals one batch and signs the new head, in one transaction: a crash does both or neither. One instance at a time; even
 * without the lock two could not both write the seal of one place.
 */
async function sealBatch(tx: Tx, key: Buffer): Promise<Sealed | undefined> {
  const [lock] = await tx.query<{ got: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS got', [SEAL_LOCK]);
  if (!lock?.got) return undefined;
  const entries = await tx.query<EntryText>(
    `WITH taken AS (
       DELETE FROM audit_unsealed WHERE seq IN (SELECT seq FROM audit_unsealed ORDER BY seq LIMIT ${BATCH}) RETURNING seq)
     SELECT ${entryColumns} FROM audit_entries e JOIN taken USING (seq) ORDER BY e.seq`,
  );
  if (entries.length === 0) return undefined;
  const [head] = await tx.query<{ seq: string; hash: string }>(
    `SELECT seq, encode(hash, 'hex') AS hash FROM audit_seals ORDER BY seq DESC LIMIT 1`,
  );
  const at = clock.now().toISOString();
  const first = BigInt(head?.seq ?? 0) + 1n;
  const hashes = [head?.hash ?? GENESIS];
  entries.forEach((entry, i) => hashes.push(sealHash(first + BigInt(i), hashes[i] ?? GENESIS, at, entry)));

  await tx.execute(
    `INSERT INTO audit_seals (seq, entry_seq, prev_hash, hash, sealed_at)
     SELECT $1::bigint + place - 1, entry_seq, decode(prev_hash, 'hex'), decode(hash, 'hex'), $5
     FROM unnest($2::bigint[], $3::text[], $4::text[]) WITH ORDINALITY AS s (entry_seq, prev_hash, hash, place)`,
    [first.toString(), entries.map((entry) => entry.seq), hashes.slice(0, -1), hashes.slice(1), at],
  );
  const unsigned = { count: (first + BigInt(entries.length) - 1n).toString(), headHash: hashes.at(-1) ?? GENESIS, at };
  const hmac = checkpointHmac(key, unsigned);
  const signed = [unsigned.count, unsigned.headHash, at, hmac];
  await tx.execute(SIGN_HEAD, signed);
  const kept = await tx.execute(KEEP_CHECKPOINT, signed);
  return {
    checkpoint: { ...unsigned, hmac: hmac.toString('hex') },
    isKept: kept === 1,
    foreign: entries.filter((entry) => !hasRightMac(key, entry)).map((entry) => entry.id),
    isFull: entries.length === BATCH,
  };
}
