import { refreshAccessToken } from '@strapi/strapi/admin';
import { refreshInMs } from '../../../client/src/token-life.ts';

/** A token that lasts no longer than this is replaced before it is used. */
const SOON_MS = 10_000;

/** The token of the admin panel, or a new one where it ends soon. The panel itself goes on with the new one, too. */
export async function freshToken(current: string | null): Promise<string> {
  const inMs = current === null ? 0 : refreshInMs(current);
  if (current !== null && (inMs === undefined || inMs > SOON_MS)) return current;
  const next = await refreshAccessToken(current ?? undefined);
  if (next === null) throw new Error('The sign-in of the admin panel has ended.');
  return next;
}
