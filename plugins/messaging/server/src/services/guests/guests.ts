import type { Core } from '@strapi/strapi';
import { clock, kernel, newId, sql, type Sql, type Tx } from '#kernel';
import { normaliseAddress } from '../../domain/mail/address';
import { addressDigests } from '../../domain/mail/address-digest';
import type { SupportAddress } from '../../domain/mail/ticket-address';
import { AS_WRITER } from '../as-writer';

/** Somebody without an account, who is one address. */
export interface Guest {
  id: string;
  /** Whether they have shown that mail to this address reaches them. */
  isConfirmed: boolean;
}

export const isGuestId = (id: string): boolean => id.startsWith('gst_');

export async function findGuest(db: Sql, support: SupportAddress, address: string): Promise<Guest | undefined> {
  const [row] = await db.query<{ id: string; confirmed_at: Date | null }>('SELECT id, confirmed_at FROM guests WHERE address_digest = ANY ($1::bytea[])', [addressDigests(support, address)]);
  return row && { id: row.id, isConfirmed: row.confirmed_at !== null };
}

/** What the sealed address is bound to, beside the guest. */
const COLUMN = 'guests.address';

/** The guest with this address; made where there is none. Not inside a transaction: a guest is made by themselves. */
export async function obtainGuest(strapi: Core.Strapi, support: SupportAddress, address: string): Promise<Guest> {
  const known = await findGuest(sql(strapi), support, address);
  if (known) return known;
  const id = newId('gst');
  const sealed = await kernel(strapi).values.seal(id, normaliseAddress(address), COLUMN);
  // Whoever makes the same guest at the same moment is waited for, and theirs it is.
  await sql(strapi).execute(
    `INSERT INTO guests (id, address_digest, address_sealed, created_at) SELECT $1, $2::bytea, $3::bytea, $4 FROM ${AS_WRITER} ON CONFLICT (address_digest) DO NOTHING`,
    [id, addressDigests(support, address)[0], sealed, clock.now()],
  );
  const guest = await findGuest(sql(strapi), support, address);
  if (!guest) throw new Error('A guest was made and cannot be found.');
  return guest;
}

/** Mail to their address has reached them. */
export async function confirmGuest(tx: Tx, id: string): Promise<void> {
  await tx.execute(`UPDATE guests SET confirmed_at = $2 FROM ${AS_WRITER} WHERE id = $1 AND confirmed_at IS NULL`, [id, clock.now()]);
}

/** Their addresses, by their ids; without those that do not exist or were forgotten. */
export async function guestAddresses(strapi: Core.Strapi, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = ids.filter(isGuestId);
  if (wanted.length === 0) return new Map();
  const rows = await sql(strapi).query<{ id: string; address_sealed: Buffer }>('SELECT id, address_sealed FROM guests WHERE id = ANY ($1)', [wanted]);
  const opened = await Promise.all(rows.map(async ({ id, address_sealed }) => [id, await kernel(strapi).values.open(id, address_sealed, COLUMN)] as const));
  return new Map(opened.filter((one): one is [string, string] => one[1] !== undefined));
}
