import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
import { normaliseAddress } from '../../domain/mail/address';
import { findGuest, guestAddresses, isGuestId } from '../guests/guests';
import { supportAddress } from './support';

/** The account behind an address, if there is one. */
export interface Account {
  id: string;
  /** Whether its owner has shown that the address is theirs: anybody can register with any. */
  isConfirmed: boolean;
  isBlocked: boolean;
}

/** Where new accounts need no confirmation, Strapi calls all of them confirmed. */
async function isConfirmationAsked(strapi: Core.Strapi): Promise<boolean> {
  const settings = (await strapi.store({ type: 'plugin', name: 'users-permissions', key: 'advanced' }).get({})) as { email_confirmation?: boolean } | null;
  return settings?.email_confirmation === true;
}

export async function accountOf(strapi: Core.Strapi, address: string): Promise<Account | undefined> {
  const [row] = await sql(strapi).query<{ id: string; confirmed: boolean | null; blocked: boolean | null }>(
    'SELECT document_id AS id, confirmed, blocked FROM up_users WHERE lower(email) = $1',
    [normaliseAddress(address)],
  );
  return row && { id: row.id, isConfirmed: row.confirmed === true && (await isConfirmationAsked(strapi)), isBlocked: row.blocked === true };
}

/** Whether an address is that of a requester: as it is now, not as it was when they asked. */
export async function isAddressOf(strapi: Core.Strapi, requesterId: string, address: string): Promise<boolean> {
  const owner = isGuestId(requesterId) ? await findGuest(sql(strapi), supportAddress(strapi), address) : await accountOf(strapi, address);
  return owner?.id === requesterId;
}

/** Where a requester is reached; `undefined` where they are gone or blocked. */
export async function addressOf(strapi: Core.Strapi, requesterId: string): Promise<string | undefined> {
  if (isGuestId(requesterId)) return (await guestAddresses(strapi, [requesterId])).get(requesterId);
  const [row] = await sql(strapi).query<{ email: string }>('SELECT email FROM up_users WHERE document_id = $1 AND blocked IS NOT TRUE', [requesterId]);
  return row?.email;
}
