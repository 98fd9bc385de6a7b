import type { Core } from '@strapi/strapi';
import { formatMoney, kernel, NotFound, transaction, type Money, type Outcome, type StoredMessage } from '#kernel';
import type { GatewayReport } from '../domain/settlement';
import { WebhookSignatureWrong } from '../errors';
import type { WebhookNotice } from '../gateways/port';
import { gateways } from '../gateways/registry';
import { recordDiscrepancy } from './discrepancies';
import { otherWebhooks } from './other-webhooks';
import { AS_WRITER, lockByReference } from './payments';
import { applyReport, postToSuspense } from './settlements';

/** Headers worth keeping as evidence. */
const KEPT_HEADERS = ['content-type', 'user-agent', 'x-forwarded-for'];

/** A gateway may announce a success a moment before its own answers know of it. */
const PATIENT_ATTEMPTS = 3;

/**
 * Takes a webhook in: authentic ones are stored and answered at once, whatever they say; the work comes after.
 *
 * @throws NotFound when there is no such gateway.
 * @throws WebhookSignatureWrong when no secret fits the bytes.
 */
export async function receiveWebhook(strapi: Core.Strapi, code: string, rawBody: Buffer, headers: Record<string, string | undefined>): Promise<void> {
  const gateway = gateways(strapi).find(code);
  if (!gateway) throw new NotFound();
  const secretIndex = gateway.verifyWebhook(rawBody, headers);
  if (secretIndex === undefined) throw new WebhookSignatureWrong();
  const { eventType, reference } = gateway.parseWebhook(rawBody);
  const other = otherWebhooks(strapi).find(code, eventType);
  if (other) return other.take(rawBody, headers);
  await kernel(strapi).inbox.receive({
    provider: code,
    eventType,
    subject: reference,
    rawBody,
    headers: Object.fromEntries(KEPT_HEADERS.flatMap((name) => (headers[name] ? [[name, headers[name]]] : []))),
    secretIndex,
  });
}

/**
 * Works on a stored webhook. What it claims moves nothing: the gateway is asked about the reference, and its answer is
 * applied. May run any number of times.
 */
export async function processWebhook(strapi: Core.Strapi, message: StoredMessage): Promise<Outcome> {
  const gateway = gateways(strapi).get(message.provider);
  const notice = gateway.parseWebhook(message.rawBody);
  if (!notice.isOurMode) return { state: 'ignored', note: `Belongs to another mode than "${gateway.mode}".` };
  if (!notice.claimsSuccess || notice.reference === null) return { state: 'ignored', note: `Nothing to do for "${notice.eventType}".` };
  const report = await gateway.sync(notice.reference);
  const decision = await applyReport(strapi, report);
  if (report.state !== 'succeeded' && message.attempt <= PATIENT_ATTEMPTS) {
    throw new Error(`The webhook claims success; the gateway, asked, says "${report.status}". It is asked again.`);
  }
  if (decision === undefined) return settleForeign(strapi, report);
  await compareWithClaim(strapi, notice, report);
  return { state: 'processed', note: `The gateway says "${report.status}": ${decision.do}.` };
}

/** A success for a reference that is none of ours: real money all the same, so it goes into suspense. */
async function settleForeign(strapi: Core.Strapi, report: GatewayReport): Promise<Outcome> {
  const { gateway, reference, paid } = report;
  if (report.state !== 'succeeded') return { state: 'ignored', note: `The reference is none of ours, and the gateway says "${report.status}".` };
  const isMoney = paid !== undefined && paid.minor > 0n;
  await transaction(strapi, async (tx) => {
    await tx.query(`SELECT writer FROM ${AS_WRITER}`);
    if (!isMoney) {
      await recordDiscrepancy(tx, { kind: 'contradiction', gateway, reference, detail: 'The gateway confirms a success for a reference that is none of ours, but no amount that can be read.' });
      return;
    }
    const isNews = await recordDiscrepancy(tx, { kind: 'unknown_reference', gateway, reference, arrived: paid, detail: 'The gateway confirms money for a reference that is none of ours.' });
    // Told once, posted once: what the gateway says of it later is no second arrival.
    if (isNews) await postToSuspense(tx, gateway, reference, paid, null);
  });
  return { state: 'processed', note: `${isMoney ? 'Money' : 'A success without a readable amount'} for a reference that is none of ours${isMoney ? '; posted to suspense' : ''}.` };
}

/** What the webhook said against what the gateway says when asked: a difference is shown to staff, and moves nothing. */
async function compareWithClaim(strapi: Core.Strapi, { claimed, reference }: WebhookNotice, report: GatewayReport): Promise<void> {
  if (reference === null) return;
  const isConfirmed = report.state === 'succeeded';
  const isSameAmount = !claimed || !report.paid || (claimed.minor === report.paid.minor && claimed.currency === report.paid.currency);
  if (isConfirmed && isSameAmount) return;
  await transaction(strapi, async (tx) => {
    const found = await lockByReference(tx, reference);
    if (!found) return;
    await recordDiscrepancy(tx, {
      kind: isConfirmed ? 'webhook_mismatch' : 'unconfirmed_success',
      payment: found.payment,
      gateway: report.gateway,
      reference,
      detail: isConfirmed
        ? `The webhook claims ${shown(claimed)}; the gateway, asked, says ${shown(report.paid)}. The gateway's answer counts.`
        : `The webhook claims success; the gateway, asked, says "${report.status}".`,
    });
  });
}

const shown = (money: Money | undefined): string => (money ? formatMoney(money) : 'nothing readable');
