import { createHmac, timingSafeEqual } from 'node:crypto';
import { sha256 } from '../crypto';
import { canonical } from './canonical';
import { entryFields, type EntryText } from './entry';

/** What the first seal follows. */
export const GENESIS = '00'.repeat(32);

/** The hash of a seal: its place, what it follows, when it was made, and every column of its entry. Hexadecimal. */
export const sealHash = (seq: bigint, previousHash: string, sealedAt: string, entry: EntryText): string =>
  sha256(canonical(['mangrove audit seal 1', seq.toString(), previousHash, sealedAt, ...entryFields(entry)])).toString('hex');

/** A statement that the chain had `count` seals and ended in `headHash`, signed with a key that is not in the database. */
export interface Checkpoint {
  count: string;
  headHash: string;
  at: string;
  hmac: string;
}

type Unsigned = Omit<Checkpoint, 'hmac'>;

export const checkpointHmac = (key: Buffer, { count, headHash, at }: Unsigned): Buffer =>
  createHmac('sha256', key).update(canonical(['mangrove audit checkpoint 1', count, headHash, at])).digest();

export function isSignedCheckpoint(key: Buffer, checkpoint: Checkpoint): boolean {
  const found = Buffer.from(checkpoint.hmac, 'hex');
  const right = checkpointHmac(key, checkpoint);
  return found.length === right.length && timingSafeEqual(found, right);
}

/** One line of an exported file. */
export const checkpointLine = ({ count, headHash, at, hmac }: Checkpoint): string => JSON.stringify({ count, headHash, at, hmac });

/** Reads a line back; words around the JSON, such as those of a log line, do not matter. */
export function parseCheckpointLine(line: string): Checkpoint | undefined {
  const text = /\{"count":"\d+","headHash":"[0-9a-f]{64}","at":"[0-9TZ:.-]+","hmac":"[0-9a-f]{64}"\}/.exec(line)?.[0];
  return text === undefined ? undefined : (JSON.parse(text) as Checkpoint);
}
