import type { Core } from '@strapi/strapi';
import { audit, kernel, NotFound, sql, transaction } from '#kernel';
import { WebhookBodyForgotten, WebhookBusy } from '../../errors';
import { gateways } from '../../gateways/registry';
import { attemptsOf, findPayment } from '../payments';
import { syncReference } from '../sync';
import { findWebhook } from './webhooks-of';

/**
 * Asks the gateway about every reference of a payment that it was ever told, paid ones included: a second success or a
 * contradiction comes to light too. One that fails does not keep the others from being asked.
 *
 * @throws NotFound; GatewayUnavailable, GatewayMisconfigured when a reference got no usable answer.
 */
export async function syncPayment(strapi: Core.Strapi, id: string): Promise<void> {
  const payment = await findPayment(sql(strapi), { id });
  if (!payment) throw new NotFound();
  await transaction(strapi, (tx) => audit(tx, { action: 'payment.sync_requested', subject: { type: 'payment', id } }));
  const failures: unknown[] = [];
  for (const { reference, state } of await attemptsOf(sql(strapi), payment)) {
    if (state === 'starting' || state === 'refused') continue;
    await syncReference(strapi, reference).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

/**
 * The bytes of a webhook as they came. They hold personal data: the reading is recorded before anybody sees them.
 *
 * @throws NotFound, WebhookBodyForgotten
 */
export async function readWebhookBody(strapi: Core.Strapi, id: string) {
  const webhook = await ownWebhook(strapi, id);
  const body = await kernel(strapi).inbox.rawBody(id);
  if (!body) throw new WebhookBodyForgotten();
  await transaction(strapi, (tx) => audit(tx, { action: 'webhook.read', subject: { type: 'webhook', id }, data: { reference: webhook.reference } }));
  return { id, body: body.toString('utf8') };
}

/**
 * Has a settled or dead webhook processed once more.
 *
 * @throws NotFound, WebhookBusy
 */
export async function replayWebhook(strapi: Core.Strapi, id: string): Promise<void> {
  const webhook = await ownWebhook(strapi, id);
  await transaction(strapi, (tx) => audit(tx, { action: 'webhook.replay_requested', subject: { type: 'webhook', id }, data: { reference: webhook.reference } }));
  if (!(await kernel(strapi).inbox.replay(id))) throw new WebhookBusy();
}

async function ownWebhook(strapi: Core.Strapi, id: string) {
  const webhook = await findWebhook(sql(strapi), gateways(strapi).codes(), id);
  if (!webhook) throw new NotFound();
  return webhook;
}
