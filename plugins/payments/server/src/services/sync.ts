import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
import type { GatewayReport } from '../domain/settlement';
import { gateways } from '../gateways/registry';
import { applyReport } from './settlements';

/**
 * Asks the gateway about one reference of ours and applies what it says.
 *
 * @throws GatewayUnavailable, GatewayMisconfigured when it gave no usable answer; nothing has changed then.
 */
export async function syncReference(strapi: Core.Strapi, reference: string): Promise<GatewayReport> {
  const [attempt] = await sql(strapi).query<{ gateway: string }>('SELECT gateway FROM payment_attempts WHERE reference = $1', [reference]);
  if (!attempt) throw new Error(`No attempt has the reference ${reference}.`);
  const report = await gateways(strapi).get(attempt.gateway).sync(reference);
  await applyReport(strapi, report);
  return report;
}
