import type { Client } from 'pg';
import { GENESIS, isSignedCheckpoint, sealHash, type Checkpoint } from './chain';
import { entryColumns, hasRightMac, utcText, type EntryText } from './entry';
import { stream } from './stream';

export interface Verification {
  entries: number;
  seals: number;
  checkpoints: number;
  /** Entries whose turn has not come; normal for a few seconds. Nothing protects their order yet, only their signature. */
  unsealed: number;
  /** Every contradiction, one sentence each. Empty means intact. */
  findings: string[];
}

/** Findings beyond this number are counted, not listed: one deleted table must not fill the memory. */
const MOST_FINDINGS = 100;

/**
 * Reads the whole chain in one snapshot, in constant memory, beside a running system.
 *
 * @param exported checkpoints that were kept outside the database: the only witness against somebody who can rewrite all of it
 */
export async function verifyAudit(client: Client, key: Buffer, exported: AsyncIterable<Checkpoint> = none()): Promise<Verification> {
  const result: Verification = { entries: 0, seals: 0, checkpoints: 0, unsealed: 0, findings: [] };
  let found = 0;
  const report = (finding: string) => {
    found += 1;
    if (found <= MOST_FINDINGS) result.findings.push(finding);
  };
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    await walkSeals(client, key, result, report);
    await walkUnsealed(client, key, result, report);
    const last = await walkCheckpoints(client, key, storedCheckpoints(client), 'The checkpoint', result, report);
    if (result.seals > 0 && last !== String(result.seals)) {
      report(`The last checkpoint covers ${last ?? 'nothing'} of ${result.seals} seals: checkpoints were removed, or seals were added by hand.`);
    }
    await walkCheckpoints(client, key, exported, 'The exported checkpoint', result, report);
  } finally {
    await client.query('ROLLBACK');
  }
  if (found > MOST_FINDINGS) result.findings.push(`… and ${found - MOST_FINDINGS} more.`);
  return result;
}

type Report = (finding: string) => void;
type SealedEntry = EntryText & { entry_seq: string; seal_seq: string; prev_hash: string; hash: string; sealed_at: string; is_found: boolean };

async function walkSeals(client: Client, key: Buffer, result: Verification, report: Report): Promise<void> {
  const rows = stream<SealedEntry>(
    client,
    `SELECT s.seq::text AS seal_seq, s.entry_seq::text, encode(s.prev_hash, 'hex') AS prev_hash, encode(s.hash, 'hex') AS hash,
            ${utcText('s.sealed_at')} AS sealed_at, e.seq IS NOT NULL AS is_found, ${entryColumns}
     FROM audit_seals s LEFT JOIN audit_entries e ON e.seq = s.entry_seq ORDER BY s.seq`,
  );
  let expected = 1n;
  let previous = GENESIS;
  for await (const row of rows) {
    result.seals += 1;
    const place = BigInt(row.seal_seq);
    if (place !== expected) report(`${missing(expected, place)} removed from the chain.`);
    if (row.prev_hash !== previous) report(`Seal ${place} does not follow the seal before it: the chain was cut or re-arranged here.`);
    const name = row.is_found ? `The entry ${row.id}` : `The entry number ${row.entry_seq}`;
    if (!row.is_found) report(`${name} (seal ${place}) was deleted.`);
    else if (!hasRightMac(key, row)) report(`${name} (seal ${place}) was edited, or was never written by Mangrove: its signature is wrong.`);
    else if (sealHash(place, row.prev_hash, row.sealed_at, row) !== row.hash) {
      report(`${name} (seal ${place}) stands at another place than it was sealed at, or its seal was edited.`);
    }
    if (row.is_found) result.entries += 1;
    expected = place + 1n;
    previous = row.hash;
  }
}

const missing = (from: bigint, before: bigint) => (before - from === 1n ? `Seal ${from} was` : `Seals ${from} to ${before - 1n} were`);

async function walkUnsealed(client: Client, key: Buffer, result: Verification, report: Report): Promise<void> {
  const rows = stream<EntryText & { is_waiting: boolean }>(
    client,
    `SELECT ${entryColumns}, w.seq IS NOT NULL AS is_waiting FROM audit_entries e
     LEFT JOIN audit_seals s ON s.entry_seq = e.seq LEFT JOIN audit_unsealed w ON w.seq = e.seq
     WHERE s.seq IS NULL ORDER BY e.seq`,
  );
  for await (const row of rows) {
    result.entries += 1;
    result.unsealed += 1;
    if (!hasRightMac(key, row)) report(`The entry ${row.id} (not sealed yet) was edited, or was never written by Mangrove: its signature is wrong.`);
    else if (!row.is_waiting) report(`The entry ${row.id} has no seal and does not wait for one: its seal was removed, or it was slipped in.`);
  }
}

/** Those that were kept, and the head's, which may be one of them. */
export const storedCheckpoints = (client: Client): AsyncIterable<Checkpoint> =>
  stream<Checkpoint>(
    client,
    `SELECT count::text, encode(head_hash, 'hex') AS "headHash", ${utcText('at')} AS at, encode(hmac, 'hex') AS hmac
     FROM (SELECT count, head_hash, at, hmac FROM audit_checkpoints UNION SELECT count, head_hash, at, hmac FROM audit_head) c ORDER BY c.count`,
  );

/** Compares checkpoints with the chain. Answers the largest count among those that are genuine. */
async function walkCheckpoints(
  client: Client,
  key: Buffer,
  checkpoints: AsyncIterable<Checkpoint>,
  what: string,
  result: Verification,
  report: Report,
): Promise<string | undefined> {
  let last: bigint | undefined;
  for await (const checkpoint of checkpoints) {
    result.checkpoints += 1;
    const name = `${what} of ${checkpoint.at} over ${checkpoint.count} seals`;
    if (!isSignedCheckpoint(key, checkpoint)) {
      report(`${name} has a wrong signature: it was forged or edited, or AUDIT_KEY is not the key that it was signed with.`);
      continue;
    }
    const { rows } = await client.query<{ hash: string }>({
      name: 'audit-seal-hash',
      text: `SELECT encode(hash, 'hex') AS hash FROM audit_seals WHERE seq = $1`,
      values: [checkpoint.count],
    });
    if (!rows[0]) report(`${name} has no such seal to rest on: the tail of the chain was cut.`);
    else if (rows[0].hash !== checkpoint.headHash) report(`${name} ends in another hash than the chain: the chain was rewritten before that point.`);
    const count = BigInt(checkpoint.count);
    if (last === undefined || count > last) last = count;
  }
  return last?.toString();
}

async function* none(): AsyncIterable<Checkpoint> {
  // No exported file was given.
}
