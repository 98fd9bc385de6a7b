import { createHmac, timingSafeEqual } from 'node:crypto';

/** What the audit chain says of something personal: that it was known, and nothing about it. */
export interface Commitment {
  /** `kev_…` */
  id: string;
  kind: EvidenceKind;
  /** Hexadecimal. */
  hmac: string;
}

/** What proves a commitment: whoever holds it can show what was committed to, and nobody else can guess it. */
export interface Opening {
  id: string;
  kind: EvidenceKind;
  /** 32 random bytes, base64url. */
  salt: string;
  value: unknown;
}

/** `said`: what an application says. `file`: the hashes of a document. `zone`: what was read of it by machine. `screening`: who was looked for, and found. `check`: what an automatic check or a verifier answered. `note`, `reason`: what staff wrote. */
export const EVIDENCE_KINDS = ['said', 'file', 'zone', 'screening', 'check', 'note', 'reason'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/**
 * HMAC-SHA-256 of the value under its salt. The salt is as long as the hash and used once, so the values that are possible
 * cannot be tried; id and kind are in it, so an opening proves its own commitment alone.
 */
export const commitmentOf = ({ id, kind, salt, value }: Opening): string =>
  createHmac('sha256', Buffer.from(salt, 'base64url')).update(canonicalJson(['mangrove evidence 1', id, kind, value])).digest('hex');

export function opens(opening: Opening, { id, kind, hmac }: Commitment): boolean {
  if (opening.id !== id || opening.kind !== kind || Buffer.from(opening.salt, 'base64url').length !== 32) return false;
  const [found, right] = [Buffer.from(hmac, 'hex'), Buffer.from(commitmentOf(opening), 'hex')];
  return found.length === right.length && timingSafeEqual(found, right);
}

/** One text for one value, in whatever order its keys were written: names sorted by code units, no spaces, what is undefined left out (RFC 8785 for what we have: no numbers that JSON writes in two ways). */
export function canonicalJson(value: unknown): string {
  const plain: unknown = JSON.parse(JSON.stringify(value));
  return JSON.stringify(plain, (_key, part: unknown) => (isRecord(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part));
}

const isRecord = (part: unknown): part is Record<string, unknown> => typeof part === 'object' && part !== null && !Array.isArray(part);
