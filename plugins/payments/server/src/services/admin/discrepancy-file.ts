import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
import { arrivalKey } from '../acceptance';
import { findDiscrepancy } from './list-discrepancies';
import { postingsByKey } from './postings-of';
import { webhookOut, webhooksOf } from './webhooks-of';

/** What staff need to decide: what arrived, who announced it, and where the money lies. `undefined`: there is none of this id. */
export async function readDiscrepancyFile(strapi: Core.Strapi, id: string) {
  const db = sql(strapi);
  const found = await findDiscrepancy(db, id);
  if (!found) return undefined;
  const webhooks = await webhooksOf(db, found.gateway, [found.reference]);
  const keys = found.amountMinor === null ? [] : [arrivalKey(found.gateway, found.reference), resolutionKey(found.id)];
  return { ...found, webhooks: webhooks.map(webhookOut), postings: await postingsByKey(db, keys) };
}

/** One resolution a discrepancy, for ever. */
export const resolutionKey = (discrepancyId: string): string => `resolution:${discrepancyId}`;
