import { createHmac, timingSafeEqual } from 'node:crypto';
import { normaliseAddress, splitAddress } from './address';

/** Where customers write to, and what signs the addresses of single tickets. */
export interface SupportAddress {
  /** e.g. `support@example.com`. */
  address: string;
  /** The first one signs, all are accepted: an address that was given out stays good for years. */
  secrets: readonly string[];
}

/** Whom a mail is for: a ticket, perhaps several, everybody who asks for the first time, or a ticket that somebody only pretends to know. */
export type Addressed = { to: 'ticket'; ticketId: string; alsoTo?: readonly string[] } | { to: 'support' } | { to: 'forged_ticket' };

const ID_LENGTH = 26;
/** 80 bits: each guess costs a mail. */
const MAC_BYTES = 10;
const MAC_LENGTH = 16;
/** RFC 5321, section 4.5.3.1.1. */
const LONGEST_LOCAL_PART = 64;
export const LONGEST_SUPPORT_LOCAL_PART = LONGEST_LOCAL_PART - '+'.length - ID_LENGTH - MAC_LENGTH;

/** Nobody answers in more tickets with one mail; whoever wants to, sends two. */
const MOST_TICKETS = 10;

/** Digits and letters that survive a mail server which changes the case. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

function base32(bytes: Buffer): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let rest = bits, i = 0; i < MAC_LENGTH; i += 1, rest >>= 5n) text = ALPHABET.charAt(Number(rest & 31n)) + text;
  return text;
}

const macOf = (secret: string, id: string): string => base32(createHmac('sha256', secret).update(`ticket address\n${id}`).digest().subarray(0, MAC_BYTES));

/** The address at which the requester of a ticket answers: `support+<id><signature>@example.com`. */
export function ticketAddressOf({ address, secrets: [secret = ''] }: SupportAddress, ticketId: string): string {
  const [local, domain] = splitAddress(address);
  const id = ticketId.slice('tkt_'.length);
  return `${local}+${id}${macOf(secret, id)}@${domain}`;
}

/** Whether mail to an address comes to us: the support address, with or without something behind a plus. */
export function isSupportAddress({ address }: Pick<SupportAddress, 'address'>, candidate: string): boolean {
  const [local, domain] = splitAddress(normaliseAddress(address));
  const [theirLocal, theirDomain] = splitAddress(normaliseAddress(candidate));
  return theirDomain === domain && (theirLocal === local || theirLocal.startsWith(`${local}+`));
}

/** What a mail's recipients say about where it belongs. An address counts only with a signature of ours; among others, those that have one win. */
export function addressed(support: SupportAddress, recipients: readonly string[]): Addressed {
  const [local] = splitAddress(normaliseAddress(support.address));
  const details = recipients
    .map(normaliseAddress)
    .filter((recipient) => isSupportAddress(support, recipient))
    .map((recipient) => splitAddress(recipient)[0].slice(local.length + 1))
    .filter((detail) => detail !== '');
  const signed = details.filter((detail) => isSigned(support, detail)).map((detail) => `tkt_${detail.slice(0, ID_LENGTH)}`);
  const [ticketId, ...alsoTo] = [...new Set(signed)].slice(0, MOST_TICKETS);
  if (ticketId !== undefined) return { to: 'ticket', ticketId, ...(alsoTo.length > 0 ? { alsoTo } : {}) };
  return { to: details.some((detail) => detail.length >= ID_LENGTH) ? 'forged_ticket' : 'support' };
}

/** All secrets are tried, so that the time tells nothing about which one fits. */
function isSigned({ secrets }: SupportAddress, detail: string): boolean {
  if (detail.length !== ID_LENGTH + MAC_LENGTH || !/^[0-9a-z]+$/.test(detail)) return false;
  const [id, given] = [detail.slice(0, ID_LENGTH), Buffer.from(detail.slice(ID_LENGTH))];
  return secrets.map((secret) => timingSafeEqual(Buffer.from(macOf(secret, id)), given)).includes(true);
}
