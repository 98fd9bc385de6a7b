import type { Core } from '@strapi/strapi';
import { clock, createRateLimit, kernel, newId, sql, transaction, type RateLimit } from '#kernel';
import { messagingConfig } from '../../config';
import { GuestsNotServed } from '../../domain/guest-errors';
import { normaliseAddress } from '../../domain/mail/address';
import { AS_WRITER } from '../as-writer';

export interface GuestRequest {
  email: string;
  subject: string;
  text: string;
}

export const GUEST_MAIL_QUEUE = 'tickets.guest-mail';
/** What the sealed content is bound to, beside the request. */
const COLUMN = 'guest_requests.content';
const DAY_MS = 86_400_000;
/** Somebody else may have named the address: nobody is to get more of this than a few mails. */
const PER_ADDRESS_AND_DAY = 5;

const limits = new WeakMap<Core.Strapi, { perMailAddress: RateLimit; perCaller: RateLimit }>();

function limitsOf(strapi: Core.Strapi) {
  let made = limits.get(strapi);
  if (!made) {
    made = {
      perMailAddress: createRateLimit(strapi, 'guest-mail', { points: PER_ADDRESS_AND_DAY, durationSeconds: DAY_MS / 1_000 }),
      perCaller: createRateLimit(strapi, 'guest-caller', { points: messagingConfig(strapi).mail.guestsPerCallerAndHour, durationSeconds: 3_600 }),
    };
    limits.set(strapi, made);
  }
  return made;
}

/**
 * Keeps what a guest wants to ask, sealed, and has a link mailed to the address that they name. No ticket is there before
 * somebody has followed it.
 *
 * @throws GuestsNotServed, TooManyRequests
 */
export async function takeRequest(strapi: Core.Strapi, request: GuestRequest, caller: string): Promise<void> {
  const { support, guestConfirmUrl } = messagingConfig(strapi).mail;
  if (!support || guestConfirmUrl === undefined) throw new GuestsNotServed();
  const { perCaller, perMailAddress } = limitsOf(strapi);
  await perCaller.take(caller);
  await perMailAddress.take(normaliseAddress(request.email));
  const id = newId('grq');
  const sealed = await kernel(strapi).values.seal(id, JSON.stringify(request), COLUMN);
  await transaction(strapi, async (tx) => {
    await tx.execute(`INSERT INTO guest_requests (id, content_sealed, expires_at) SELECT $1, $2::bytea, $3 FROM ${AS_WRITER}`, [id, sealed, new Date(clock.now().getTime() + DAY_MS)]);
    await kernel(strapi).jobs.send(tx, GUEST_MAIL_QUEUE, { data: { requestId: id } });
  });
}

/** What was asked; `undefined` once it has become a ticket, or has expired. */
export async function readRequest(strapi: Core.Strapi, id: string): Promise<GuestRequest | undefined> {
  const [row] = await sql(strapi).query<{ content_sealed: Buffer | null }>('SELECT content_sealed FROM guest_requests WHERE id = $1 AND expires_at > $2', [id, clock.now()]);
  if (!row?.content_sealed) return undefined;
  const content = await kernel(strapi).values.open(id, row.content_sealed, COLUMN);
  return content === undefined ? undefined : (JSON.parse(content) as GuestRequest);
}

/** Forgets requests that nobody has confirmed in time, and the keys of all that are over. */
export async function purgeRequests(strapi: Core.Strapi): Promise<void> {
  await transaction(strapi, async (tx) => {
    const rows = await tx.query<{ id: string }>(`DELETE FROM guest_requests USING ${AS_WRITER} WHERE expires_at <= $1 RETURNING id`, [clock.now()]);
    await tx.query('SELECT mangrove_forget($1::text[])', [rows.map(({ id }) => id)]);
  });
}
